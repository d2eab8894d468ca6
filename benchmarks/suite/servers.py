"""The servers that the clients are measured against, all on 127.0.0.1 and pinned to one core."""

import os
import pathlib
import resource
import socket
import subprocess
import time

HERE = pathlib.Path(__file__).parent
SERVER_CORE = "1"

NGINX = """
daemon off;
pid nginx.pid;
error_log stderr;
worker_processes 1;
worker_rlimit_nofile {descriptors};
events {{ worker_connections {descriptors}; }}
http {{
    access_log off;
    log_format request '$request_length $ssl_session_reused';
    ssl_certificate server.pem;
    ssl_certificate_key server.key;
    ssl_protocols TLSv1.3;
    keepalive_requests 1000000000;
    default_type application/json;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    server {{
        listen 127.0.0.1:{keep} ssl backlog=4096;
        keepalive_timeout 1h;
        location / {{ return 200 '{answer}'; }}
    }}
    server {{
        listen 127.0.0.1:{close} ssl backlog=4096;
        keepalive_timeout 0;
        access_log requests.log request;
        location / {{ return 200 '{answer}'; }}
    }}
    server {{
        listen 127.0.0.1:{full} ssl backlog=4096;
        keepalive_timeout 0;
        ssl_session_tickets off;
        ssl_session_cache off;
        access_log requests.log request;
        location / {{ return 200 '{answer}'; }}
    }}
}}
"""


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def make_certificates(folder):
    """An authority and a certificate for localhost, both good for two days."""
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    commands = [
        ["req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=benchmark authority",
         "-addext", "basicConstraints=critical,CA:TRUE"],
        ["req", *key, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost"],
        ["x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-out", "server.pem", "-days", "2",
         "-extfile", "names"],
    ]
    (folder / "names").write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\n")
    for each in commands:
        subprocess.run(["openssl", *each], cwd=folder, check=True, capture_output=True)


class Servers:
    """`with Servers(programs, folder) as servers:` runs them; they end with the block, and with this process."""

    def __init__(self, programs, folder):
        self.programs = programs
        self.folder = folder
        self.running = []

    def __enter__(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        make_certificates(self.folder)
        self.ca_file = str(self.folder / "ca.pem")
        self.start_all()
        return self

    def __exit__(self, *_):
        self.stop_all()

    def ensure_running(self):
        """Starts them again if one has ended, which one benchmark that fails may bring about."""
        if any(each.poll() is not None for each in self.running):
            self.stop_all()
            self.start_all()

    def start_all(self):
        self.keep, self.close, self.full, self.tokens = free_ports(4)
        answer_file = HERE.parent / "server" / "answer.json"
        self.requests_log = self.folder / "requests.log"
        self.requests_log.write_text("")
        (self.folder / "nginx.conf").write_text(NGINX.format(
            keep=self.keep, close=self.close, full=self.full, answer=answer_file.read_text().strip(),
            descriptors=min(resource.getrlimit(resource.RLIMIT_NOFILE)[0], 16384)))
        try:
            self.start(["nginx", "-p", str(self.folder), "-c", "nginx.conf"])
            self.start([str(self.programs / "token_server"), str(self.tokens), "server.pem", "server.key",
                        str(answer_file)])
            for port in (self.keep, self.close, self.full, self.tokens):
                self.wait_for(port)
        except BaseException:
            self.stop_all()
            raise

    def start(self, command):
        end_with_parent = ["setpriv", "--pdeathsig", "TERM"]
        with open(self.folder / (os.path.basename(command[0]) + ".log"), "w") as log:
            self.running.append(subprocess.Popen([*end_with_parent, "taskset", "-c", SERVER_CORE, *command],
                                                 cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log))

    def stop_all(self):
        for each in self.running:
            each.terminate()
        for each in self.running:
            try:
                each.wait(10)
            except subprocess.TimeoutExpired:
                each.kill()
                each.wait()
        self.running = []

    def wait_for(self, port):
        deadline = time.monotonic() + 10
        while True:
            if any(each.poll() is not None for each in self.running):
                raise RuntimeError(f"a server has ended; see the logs in {self.folder}")
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                return
            except ConnectionRefusedError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.01)

    def take_requests(self):
        """What came to the servers that end each connection, since this was called last: for each request its size in
        bytes, and whether its session was resumed."""
        lines = self.requests_log.read_text().splitlines()
        os.truncate(self.requests_log, 0)
        return [(int(size), reused == "r") for size, reused in (line.split() for line in lines)]

    # Base URLs, as clients get them.

    def unary(self):
        return f"https://localhost:{self.keep}/v2"

    def resumed(self):
        """Ends each connection after an answer."""
        return f"https://localhost:{self.close}/v2"

    def full_handshake(self):
        """The same, and lets no session be resumed."""
        return f"https://localhost:{self.full}/v2"

    def stream(self, events, microseconds=0, *times):
        """`times` are explained in token_server.cpp."""
        return "/".join(map(str, (f"https://localhost:{self.tokens}/stream", events, microseconds, *times)))

    def unary_or_http2(self):
        """Answers over the protocol that the client asks for."""
        return f"https://localhost:{self.tokens}/v2"

    def file(self, size):
        return f"https://localhost:{self.tokens}/file/{size}"
