// Drives a headless Chromium over the DevTools protocol, through pipes: no package and no port is needed.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const patience = 30_000; // milliseconds; only a test that fails waits as long

const options = [
  "--headless=new", "--no-sandbox", "--remote-debugging-pipe", "--no-first-run", "--disable-gpu",
  "--disable-extensions", "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--no-proxy-server", "--disable-dev-shm-usage",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

export class Browser {
  #process;
  #folder = mkdtempSync(join(tmpdir(), "telnyx-chromium-"));
  #waiting = new Map(); // by the number of the command
  #commands = 0;
  #received = "";

  static async start(program) {
    const browser = new Browser();
    browser.#start(program);
    return browser;
  }

  #start(program) {
    const command = [...options, `--user-data-dir=${this.#folder}`, "about:blank"];
    this.#process = spawn(program, command, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    this.#process.stdio[4].setEncoding("utf8").on("data", (text) => this.#receive(text));
    this.#process.on("exit", () => this.#waiting.forEach(({ reject }) => reject(new Error("Chromium has ended"))));
  }

  #receive(text) {
    const messages = (this.#received + text).split("\0");
    this.#received = messages.pop();
    for (const { id, result, error } of messages.map((each) => JSON.parse(each))) {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) waiting?.reject(new Error(error.message));
      else waiting?.resolve(result);
    }
  }

  send(method, params = {}, sessionId = undefined) {
    const id = ++this.#commands;
    this.#process.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0");
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  async openPage() {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    return new Page(this, sessionId);
  }

  async stop() {
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.send("Browser.close").catch(() => {});
    await ended;
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

class Page {
  constructor(browser, session) {
    this.browser = browser;
    this.session = session;
  }

  send(method, params) {
    return this.browser.send(method, params, this.session);
  }

  // The value of an expression of the page, or of the promise that it is.
  async evaluate(expression) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate",
      { expression, awaitPromise: true, returnByValue: true, userGesture: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  // Waits until an expression is true, which is looked at in each frame.
  async until(expression) {
    const met = await this.evaluate(`new Promise((resolve) => {
      const end = performance.now() + ${patience};
      const look = () => {
        if (${expression}) resolve(true);
        else if (performance.now() > end) resolve(false);
        else setTimeout(look, 10);
      };
      look();
    })`);
    if (met) return;
    throw new Error(`this has not come true: ${expression}\n${await this.evaluate("document.body.innerText")}`);
  }

  async open(url) {
    await this.send("Page.navigate", { url });
    await this.until(`location.href === ${JSON.stringify(url)} && document.readyState === "complete"`);
  }

  // Types into the element that has the focus.
  type(text) {
    return this.send("Input.insertText", { text });
  }

  async press(key) {
    const codes = { Enter: 13, Escape: 27 };
    const event = { key, code: key, windowsVirtualKeyCode: codes[key], text: key === "Enter" ? "\r" : undefined };
    await this.send("Input.dispatchKeyEvent", { type: "keyDown", ...event });
    await this.send("Input.dispatchKeyEvent", { type: "keyUp", ...event });
  }

  // Clicks with the mouse in the middle of an element, as a person would.
  async click(selector) {
    const { x, y } = await this.evaluate(`(() => {
      const element = document.querySelector(${JSON.stringify(selector)});
      element.scrollIntoView({ block: "nearest" });
      const { left, top, width, height } = element.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    })()`);
    const event = { x, y, button: "left", clickCount: 1 };
    await this.send("Input.dispatchMouseEvent", { type: "mousePressed", ...event });
    await this.send("Input.dispatchMouseEvent", { type: "mouseReleased", ...event });
  }

  async show(width, height, { dark = false, mobile = false } = {}) {
    await this.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: mobile ? 2 : 1, mobile });
    await this.send("Emulation.setTouchEmulationEnabled", { enabled: mobile });
    const features = [{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }];
    await this.send("Emulation.setEmulatedMedia", { features });
  }

  // A picture of what is visible, as PNG.
  async screenshot() {
    const { data } = await this.send("Page.captureScreenshot", { format: "png" });
    return Buffer.from(data, "base64");
  }
}
