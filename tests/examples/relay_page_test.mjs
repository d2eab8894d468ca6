// The chat page of examples/relay/ in Chromium, with the relay and the sandbox behind it:
//
//     node relay_page_test.mjs CHROMIUM RELAY SANDBOX FOLDER
//
// Leaves pictures of the page in FOLDER.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { Browser } from "./browser.mjs";
import { shareOfInk } from "./png.mjs";

const [chromium, relayProgram, sandboxProgram, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });

// A program beside the test. `line` is what follows `prefix` in the first line that begins with it.
class Program {
  static all = new Set();

  static async start(program, options, environment, prefix) {
    const made = new Program();
    const env = { ...process.env, ...environment };
    made.process = spawn(program, options, { env, stdio: ["ignore", "pipe", "inherit"] });
    made.ended = new Promise((resolve) => made.process.once("exit", (status) => resolve(status)));
    Program.all.add(made);
    for await (const line of createInterface(made.process.stdout))
      if (line.startsWith(prefix)) {
        made.line = line.slice(prefix.length);
        made.process.stdout.resume();
        return made;
      }
    throw new Error(`${program} has not printed: ${prefix}`);
  }

  async stop(signal = "SIGTERM") {
    Program.all.delete(this);
    this.process.kill(signal);
    return this.ended;
  }
}

const startSandbox = (...options) => Program.start(sandboxProgram, ["--plain-http", ...options], {}, "Base URL: ");
const startRelay = (sandbox, ...options) => Program.start(relayProgram, ["--threads", "2", ...options],
  { TELNYX_BASE_URL: sandbox.line, TELNYX_API_KEY: "KEY" }, "Listening on ");

const lastText = `document.querySelector(".message.assistant:last-child .text")?.textContent`;
const done = `stop.hidden && document.querySelector(".message.assistant:last-child .note")`;

async function ask(page, question) {
  await page.until("document.activeElement === input");
  await page.type(question);
  await page.press("Enter");
}

// Waits until a line is among the metrics of the relay.
async function metric(page, line) {
  await page.evaluate(`(async () => {
    for (let tries = 0; tries < 500; ++tries)
      if ((await (await fetch("metrics")).text()).split("\\n").includes(${JSON.stringify(line)})) return;
    throw new Error(${JSON.stringify(line)} + " is not in:\\n" + await (await fetch("metrics")).text());
  })()`);
}

async function picture(page, name, width, height, options) {
  await page.show(width, height, options);
  await page.until(`innerWidth === ${width}`);
  const { scrollWidth, clientWidth } = await page.evaluate(`(({ scrollWidth, clientWidth }) =>
    ({ scrollWidth, clientWidth }))(document.documentElement)`);
  assert.ok(scrollWidth <= clientWidth, `${name} is ${scrollWidth} wide where ${clientWidth} are visible`);
  const overflowing = await page.evaluate(`[...document.querySelectorAll("body *")]
    .filter((each) => each.getBoundingClientRect().right > innerWidth + 0.5)
    .map((each) => each.outerHTML.slice(0, 80))`);
  assert.deepEqual(overflowing, [], name);
  const png = await page.screenshot();
  writeFileSync(join(folder, `${name}.png`), png);
  const ink = shareOfInk(png);
  assert.ok(ink > 0.01 && ink < 0.6, `${name} has ${(ink * 100).toFixed(2)} % of ink`);
}

async function pictures(page, name) {
  await picture(page, `${name}_phone`, 360, 740, { mobile: true });
  await picture(page, `${name}_phone_dark`, 360, 740, { mobile: true, dark: true });
  await picture(page, `${name}_desktop_dark`, 1280, 800, { dark: true });
  await picture(page, `${name}_desktop`, 1280, 800);
}

const tests = {
  async the_first_page_fits_phones_and_desktops({ page }) {
    await page.until(`document.activeElement === input`);
    await pictures(page, "empty");
  },

  async tokens_are_seen_one_by_one({ page }) {
    await page.evaluate(`lengths = []; new MutationObserver(() => {
      const length = (${lastText} ?? "").length;
      if (length !== lengths.at(-1)) lengths.push(length);
    }).observe(messages, { childList: true, subtree: true, characterData: true })`);
    await ask(page, "Tell me about ships");
    await page.until(`!stop.hidden && messages.getAttribute("aria-busy") === "true"`);
    await page.until(done);
    const lengths = await page.evaluate("lengths");
    assert.ok(lengths.length > 20, `the answer had ${lengths.length} lengths`);
    assert.ok(lengths.every((each, i) => i === 0 || each > lengths[i - 1]), "it only grew");
    assert.match(await page.evaluate(lastText), /ship/);
    assert.match(await page.evaluate(`document.querySelector(".note").textContent`),
      /^first token after \d+\.\d\d s · \d+ tokens in \d+\.\d\d s$/);
    assert.equal(await page.evaluate(`messages.getAttribute("aria-busy")`), "false");
    assert.equal(await page.evaluate(`document.activeElement.id`), "input");
    await metric(page, `relay_streams_total{end="complete"} 1`);
  },

  async the_history_goes_with_the_next_question({ page }) {
    await page.evaluate(`sent = []; const original = fetch;
      window.fetch = (url, options) => (options && sent.push(JSON.parse(options.body)), original(url, options)); 0`);
    await ask(page, "And boats?");
    await page.until(`${done} && messages.children.length === 4`);
    const [{ messages }] = await page.evaluate("sent");
    assert.deepEqual(messages.map(({ role }) => role), ["user", "assistant", "user"]);
    assert.equal(messages[2].content, "And boats?");
    await pictures(page, "conversation");
  },

  async of_a_long_conversation_the_newest_messages_are_sent({ page }) {
    await page.evaluate(`sent.length = 0; kept = conversation;
      conversation = Array.from({ length: 300 }, (_, i) =>
        ({ role: i % 2 ? "assistant" : "user", content: i + "ü".repeat(500) })); 0`);
    await ask(page, "And now?");
    await page.until(`${done} && messages.children.length === 6`);
    const [{ messages }] = await page.evaluate("sent");
    assert.ok(messages.length > 10 && messages.length < 100, `${messages.length} messages were sent`);
    assert.equal(messages.at(-1).content, "And now?");
    await page.evaluate(`conversation = kept; save();
      messages.lastElementChild.remove(); messages.lastElementChild.remove()`);
  },

  async a_reload_keeps_the_conversation({ page }) {
    const texts = `[...document.querySelectorAll(".text")].map((each) => each.textContent)`;
    const before = await page.evaluate(texts);
    await page.evaluate("window.old = true");
    await page.send("Page.reload");
    await page.until(`!window.old && document.readyState === "complete"`);
    assert.deepEqual(await page.evaluate(texts), before);
    assert.equal(await page.evaluate(`getComputedStyle(welcome).display`), "none");
  },

  async what_a_person_writes_is_never_html({ page }) {
    await page.evaluate("document.title = 'Chat'");
    await ask(page, "<img src=x onerror=\"document.title='run'\"> <b>bold</b>");
    await page.until(done + " && messages.children.length === 6");
    assert.equal(await page.evaluate(`document.querySelectorAll("#messages img, #messages b").length`), 0);
    assert.equal(await page.evaluate("document.title"), "Chat");
    // And what the model writes: the page makes text nodes of it.
    const shown = await page.evaluate(`(() => {
      const { item, text } = addMessage("assistant", "");
      text.appendData("<i>x</i>");
      const html = item.querySelector(".text").innerHTML;
      item.remove();
      return html;
    })()`);
    assert.equal(shown, "&lt;i&gt;x&lt;/i&gt;");
  },

  async stop_ends_the_answer_and_the_call_to_the_model({ page, endless }) {
    await page.open(endless.line);
    await ask(page, "Tell me about ships");
    await page.until(`(${lastText} ?? "").length > 200`);
    await picture(page, "writing_phone", 360, 740, { mobile: true });
    await picture(page, "writing_desktop", 1280, 800);
    await page.click("#stop");
    await page.until(done);
    const text = await page.evaluate(lastText);
    assert.match(await page.evaluate(`document.querySelector(".note").textContent`), / · stopped$/);
    await metric(page, `relay_streams_total{end="browser_left"} 1`);
    await metric(page, "relay_streams_open 0");
    assert.equal(await page.evaluate(lastText), text);
    assert.equal(await page.evaluate("getComputedStyle(errorBox).display"), "none");
  },

  async escape_stops_as_well({ page }) {
    await ask(page, "Go on");
    await page.until(`(${lastText} ?? "").length > 20 && !stop.hidden`);
    await page.press("Escape");
    await page.until("stop.hidden");
    await metric(page, `relay_streams_total{end="browser_left"} 2`);
  },

  async a_new_conversation_ends_the_answer_and_begins_empty({ page, relay }) {
    await ask(page, "Go on");
    await page.until(`(${lastText} ?? "").length > 20 && !stop.hidden`);
    await page.click("#clear");
    await page.until("messages.children.length === 0 && !welcome.hidden && stop.hidden");
    await metric(page, `relay_streams_total{end="browser_left"} 3`);
    assert.equal(await page.evaluate("conversation.length"), 0);
    await page.open(relay.line);
  },

  async who_reads_further_up_is_left_there_and_who_is_at_the_end_follows({ page, endless }) {
    await page.open(endless.line);
    await page.show(360, 400, { mobile: true });
    await ask(page, "Tell me about ships");
    const atEnd = "scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 48";
    await page.until(`scroll.scrollHeight > 2 * scroll.clientHeight && ${atEnd}`);
    await page.evaluate("scroll.scrollTo({ top: 0 })");
    await page.until("!following");
    const length = (await page.evaluate(lastText)).length;
    await page.until(`(${lastText}).length > ${length + 50}`);
    assert.equal(await page.evaluate("scroll.scrollTop"), 0);
    await page.click("#clear");
    await page.show(1280, 800);
  },

  async a_lost_connection_is_shown_and_the_question_can_be_asked_again_after_a_restart({ page, relay, sandbox }) {
    await page.open(relay.line);
    await page.click("#clear");
    await ask(page, "Tell me about bees");
    await page.until(`(${lastText} ?? "").length > 20`);
    await relay.stop("SIGKILL");
    await page.until("!errorBox.hidden && stop.hidden");
    assert.match(await page.evaluate("errorText.textContent"), /connection was lost in the middle/);
    await page.click("#retry");
    await page.until(`!errorBox.hidden && /cannot be reached/.test(errorText.textContent) && stop.hidden`);
    await pictures(page, "error");
    await startRelay(sandbox, "--port", new URL(relay.line).port);
    await page.click("#retry");
    await page.until(done);
    assert.match(await page.evaluate(lastText), /bee/);
    assert.equal(await page.evaluate("messages.children.length"), 2);
    assert.equal(await page.evaluate("getComputedStyle(errorBox).display"), "none");
  },

  async an_error_of_the_server_is_shown({ page }) {
    const failing = await startSandbox("--error-rate", "1", "--error-status", "422");
    const relay = await startRelay(failing, "--port", "0");
    await page.open(relay.line);
    await ask(page, "Hello");
    await page.until("!errorBox.hidden && stop.hidden");
    assert.equal(await page.evaluate("errorText.textContent"), "The model's server rejected this conversation.");
    assert.equal(await page.evaluate(`document.querySelectorAll(".message.assistant").length`), 0);
    await failing.stop();
    await relay.stop();
  },

  async a_stream_that_ends_in_the_middle_is_shown({ page }) {
    const cutting = await startSandbox("--cut-rate", "1");
    const relay = await startRelay(cutting, "--port", "0");
    await page.open(relay.line);
    await ask(page, "Hello");
    await page.until("!errorBox.hidden && stop.hidden");
    assert.match(await page.evaluate("errorText.textContent"), /The model cannot be reached, or failed/);
    await cutting.stop();
    assert.equal(await relay.stop(), 0);
  },

  async everything_has_a_name_for_screen_readers({ page }) {
    await page.send("Accessibility.enable");
    const { nodes } = await page.send("Accessibility.getFullAXTree");
    const roles = new Set(["button", "textbox", "link"]);
    const nameless = nodes.filter(({ ignored, role, name }) => !ignored && roles.has(role?.value) && !name?.value);
    assert.deepEqual(nameless.map(({ role }) => role.value), []);
    assert.ok(nodes.some(({ role }) => role?.value === "log"));
  },
};

// Runs the tests one after the other on one page; returns how many have failed.
async function run(page, servers) {
  let failures = 0;
  for (const [name, test] of Object.entries(tests)) {
    const start = performance.now();
    try {
      await test({ page, ...servers });
      console.log(`passed: ${name} (${Math.round(performance.now() - start)} ms)`);
    } catch (error) {
      ++failures;
      console.log(`FAILED: ${name}\n${error.stack}`);
    }
  }
  return failures;
}

async function main() {
  let browser;
  try {
    const sandbox = await startSandbox("--token-delay", "0.02");
    const relay = await startRelay(sandbox, "--port", "0");
    const talkative = await startSandbox("--token-delay", "0.02", "--answer-tokens", "100000");
    const endless = await startRelay(talkative, "--port", "0");
    browser = await Browser.start(chromium);
    const page = await browser.openPage();
    await page.open(relay.line);
    return await run(page, { sandbox, relay, endless });
  } finally {
    await browser?.stop();
    await Promise.all([...Program.all].map((each) => each.stop()));
  }
}

// No server outlives the test, however that ends. Chromium ends by itself when its pipe does.
process.once("exit", () => Program.all.forEach((each) => each.process.kill("SIGKILL")));
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

process.exitCode = (await main()) === 0 ? 0 : 1;
