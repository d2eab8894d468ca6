// Search in the navigation, and the mark at the page that is shown. The site works without this script.

const search = document.getElementById("search");
const found = document.getElementById("found");
const places = document.getElementById("places");
const page = location.pathname.split("/").pop() || "index.html";

for (const link of places.querySelectorAll("a")) {
    if (link.getAttribute("href") !== page) continue;
    link.setAttribute("aria-current", "page");
    link.scrollIntoView({ block: "nearest" });
}

// How well a name fits: the whole name, its beginning, the beginning of one of its words, anywhere; 0 if not at all.
function rank(name, wanted) {
    const text = name.toLowerCase();
    const last = text.split("::").pop();
    if (last === wanted) return 4;
    if (last.startsWith(wanted)) return 3;
    const at = text.indexOf(wanted);
    if (at < 0) return 0;
    return at === 0 || /[^a-z0-9]/.test(text[at - 1]) ? 2 : 1;
}

function show() {
    const wanted = search.value.trim().toLowerCase();
    places.hidden = wanted !== "";
    found.replaceChildren();
    if (wanted === "") return;
    const hits = names // from names.js: [name, kind, address]
        .map((each) => ({ each, score: rank(each[0], wanted) * (each[1] === "guide" ? 2 : 1) }))
        .filter((hit) => hit.score > 0)
        .sort((a, b) => b.score - a.score || a.each[0].length - b.each[0].length)
        .slice(0, 40);
    for (const { each: [name, kind, address] } of hits) {
        const link = document.createElement("a");
        link.href = address;
        link.append(name);
        const note = document.createElement("small");
        note.append(kind);
        link.append(note);
        const item = document.createElement("li");
        item.append(link);
        found.append(item);
    }
    if (hits.length === 0) found.append(Object.assign(document.createElement("li"), { textContent: "Nothing found." }));
}

search.addEventListener("input", show);
search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") found.querySelector("a")?.click();
    if (event.key === "Escape") {
        search.value = "";
        show();
    }
});
document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target.matches("input")) return;
    event.preventDefault();
    search.focus();
});
found.addEventListener("click", () => { document.getElementById("menu").checked = false; });
