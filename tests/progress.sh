# shellcheck shell=bash
# To be sourced. Tells people what a command that takes long is doing.

# with_progress LOG TITLE COMMAND...: runs the command with its output in LOG, and shows on standard error the title, how
# far it says that it is ("[3/70]" or "3/70 Test"), and the seconds so far: in one line of a terminal, and elsewhere when
# it begins and then every minute. The result is the command's.
with_progress() {
    local log=$1 title=$2 start=$SECONDS told=-1 status=0
    shift 2
    "$@" >"$log" 2>&1 </dev/null &
    local command=$!
    trap 'kill "$command" 2>/dev/null' INT TERM
    while kill -0 "$command" 2>/dev/null; do
        local seconds=$((SECONDS - start))
        if [ -t 2 ]; then
            printf '\r\033[K%s' "$(progress_line "$log" "$title" "$seconds")" >&2
        elif [ "$told" = -1 ] || [ $((seconds - told)) -ge 60 ]; then
            told=$seconds
            progress_line "$log" "$title" "$seconds" >&2
        fi
        # Short commands shall not wait for the next second.
        sleep 0.2
    done
    trap - INT TERM
    wait "$command" || status=$?
    [ ! -t 2 ] || printf '\r\033[K' >&2
    return "$status"
}

progress_line() {
    local log=$1 title=$2 seconds=$3 done_so_far
    done_so_far=$(tail -c 4096 "$log" 2>/dev/null | grep -aoE '^ *\[?[0-9]+/[0-9]+\]?' | tail -n 1 | tr -d '[] ')
    echo "... $title${done_so_far:+, ${done_so_far/\// of }}, $seconds s"
}
