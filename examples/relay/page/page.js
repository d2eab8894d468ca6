"use strict";

// The conversation is kept here; the server gets it with each message and remembers nothing.

const id = (name) => document.getElementById(name);
const [scroll, welcome, messages, input, send, stop, clear] =
  ["scroll", "welcome", "messages", "input", "send", "stop", "clear"].map(id);
const [errorBox, errorText, retry] = ["error", "error-text", "retry"].map(id);

const storage = "conversation";
let conversation = []; // [{role, content}]
let running = null;    // AbortController of the answer that is being written

// The newest messages, as many as the server reads.
function recent() {
  let sent = conversation.slice(-100);
  while (sent.length > 1 && JSON.stringify(sent).length > 20_000) sent = sent.slice(1); // 60 KB in the worst case
  return sent;
}

// ---- events of a response

class Failure extends Error {}

// Yields {event, data} for each server-sent event of a body.
async function* eventsOf(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    text += value;
    const parts = text.split("\n\n");
    text = parts.pop();
    for (const part of parts) {
      const fields = part.split("\n").map((line) => line.match(/^(\w+): ?(.*)$/)).filter(Boolean);
      yield Object.fromEntries(fields.map(([, name, value]) => [name, value]));
    }
  }
}

async function request(signal) {
  let response;
  try {
    response = await fetch("chat", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ messages: recent() }),
      signal,
    });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new Failure("The server cannot be reached. Is this device online?");
  }
  if (response.ok) return response;
  const answer = await response.json().catch(() => null);
  throw new Failure(answer?.error?.message ?? `The server responded with status ${response.status}.`);
}

// Calls onToken with each token. Throws a Failure if the answer does not come to its end.
async function readAnswer(signal, onToken) {
  const response = await request(signal);
  try {
    for await (const { event, data } of eventsOf(response.body)) {
      if (event === "token") onToken(JSON.parse(data));
      if (event === "error") throw new Failure(JSON.parse(data).message);
      if (event === "done") return;
    }
  } catch (cause) {
    if (cause instanceof Failure || signal.aborted) throw cause;
  }
  throw new Failure("The connection was lost in the middle of the answer.");
}

// ---- the page

function element(name, className, parent) {
  const made = document.createElement(name);
  made.className = className;
  parent.append(made);
  return made;
}

// Adds a message to the page. Its text is only ever text: whatever a model writes is never read as HTML.
function addMessage(role, content) {
  const item = element("div", `message ${role}`, messages);
  element("span", "visually-hidden", item).textContent = role === "user" ? "You: " : "Answer: ";
  const text = element("div", "text", item).appendChild(document.createTextNode(content));
  return { item, text };
}

const goToEnd = () => scroll.scrollTo({ top: scroll.scrollHeight });

// Whoever has scrolled up to read stays there; whoever is at the end stays at the end, whatever grows or shrinks.
let following = true;
const follow = () => following && goToEnd();
scroll.addEventListener("scroll", () => {
  following = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 48;
});
new ResizeObserver(follow).observe(scroll);

function showState() {
  const answering = running !== null;
  send.hidden = answering;
  stop.hidden = !answering;
  send.disabled = input.value.trim() === "";
  welcome.hidden = conversation.length > 0;
  clear.hidden = conversation.length === 0;
  messages.setAttribute("aria-busy", String(answering)); // read aloud when it is complete, not token by token
}

function showError(message) {
  errorText.textContent = message ?? "";
  errorBox.hidden = message === null;
  if (message !== null) goToEnd();
}

function save() {
  try {
    sessionStorage.setItem(storage, JSON.stringify(conversation));
  } catch {} // without storage, a reload begins anew
}

function load() {
  try {
    conversation = JSON.parse(sessionStorage.getItem(storage)) ?? [];
  } catch {}
  for (const { role, content } of conversation) addMessage(role, content);
  if (conversation.at(-1)?.role === "user") showError("The answer to your last message did not arrive.");
}

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`;

function statistics(start, first, tokens, end) {
  const whole = `${tokens} tokens in ${seconds(performance.now() - start)}`;
  return [`first token after ${seconds(first - start)}`, whole, end].filter(Boolean).join(" · ");
}

// Asks for an answer to the conversation so far, and shows it as it comes.
async function answer() {
  showError(null);
  running = new AbortController();
  const { signal } = running;
  const start = performance.now();
  let first = null;
  let tokens = 0;
  const { item, text } = addMessage("assistant", "");
  item.classList.add("writing");
  showState();
  goToEnd();

  let failure = null;
  try {
    await readAnswer(signal, (token) => {
      first ??= performance.now();
      ++tokens;
      text.appendData(token);
      follow();
    });
  } catch (cause) {
    if (!signal.aborted) failure = cause;
  }

  if (!item.isConnected) return; // a new conversation has begun
  item.classList.remove("writing");
  running = null;
  if (text.data === "") {
    item.remove();
    failure ??= new Failure(signal.aborted ? "Stopped before the answer began." : "The answer is empty.");
  } else {
    conversation.push({ role: "assistant", content: text.data });
    const end = signal.aborted ? "stopped" : failure ? "interrupted" : null;
    element("p", "note", item).textContent = statistics(start, first, tokens, end);
  }
  if (failure) showError(failure.message);
  save();
  showState();
  follow();
  input.focus({ preventScroll: true });
}

// Forgets the last message if it is of this role.
function forgetLast(role) {
  if (conversation.at(-1)?.role !== role) return;
  conversation.pop();
  messages.lastElementChild.remove();
}

function ask(question) {
  const content = question.trim();
  if (content === "" || running) return;
  forgetLast("user"); // its answer never came: this question takes its place
  conversation.push({ role: "user", content });
  addMessage("user", content);
  save();
  answer();
}

function fitInput() {
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight}px`;
}

id("form").addEventListener("submit", (event) => {
  event.preventDefault();
  if (running) return;
  const question = input.value;
  input.value = "";
  fitInput();
  ask(question);
});

input.addEventListener("input", () => {
  fitInput();
  showState();
});

input.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  id("form").requestSubmit();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") running?.abort();
});

stop.addEventListener("click", () => running?.abort());

retry.addEventListener("click", () => {
  forgetLast("assistant"); // the part of the answer that came
  answer();
});

clear.addEventListener("click", () => {
  running?.abort();
  running = null;
  conversation = [];
  messages.replaceChildren();
  showError(null);
  save();
  showState();
  input.focus();
});

id("suggestions").addEventListener("click", (event) => {
  if (event.target.matches("button")) ask(event.target.textContent);
});

load();
showState();
goToEnd();
