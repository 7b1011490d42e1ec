/* The search page: its form, its address, its answers, and a mail where there is none. What is found and how sure that
   is, the engine says. Keeps nothing: what was asked stands in the address and nowhere else. */
(form => {
  "use strict"
  const ask = globalThis.handbookSearch?.ask
  if (!form || !ask) return
  const STEP = 10 /* answers that are shown, and shown more at a time */
  const NEAR = 3 /* of what is no answer */
  const LONGEST = 1000 /* letters of a question that an address or a sentence carries; the engine reads no more */
  const MAIL = 1500 /* letters of the address of a mail: some programs cut it at 2,000 */
  const PAUSE = 600 /* milliseconds without a key, after which is said what was found */
  const FILTERS = ["role", "capacity", "channel", "kind"]
  const found = document.querySelector(".hb-found")
  const topics = document.querySelector(".hb-seek__topics")
  const part = name => found.querySelector(`.hb-found__${name}`)
  const uncovered = found.querySelector(".hb-uncovered")
  const said = document.querySelector("#hb-said")
  const words = form.dataset
  const query = form.elements.q
  const filled = (text, facts) => text.replace(/\{(\w+)\}/g, (_, name) => facts[name])
  const made = (tag, className, ...inner) => {
    const element = Object.assign(document.createElement(tag), { className })
    element.append(...inner)
    return element
  }
  const { features } = JSON.parse(document.getElementById("__config").textContent)
  const highlights = features.includes("search.highlight") // then Material marks on a page what its address names
  const opened = location.protocol === "file:" // nobody finds the index.html of a folder
  const title = document.title, here = location.pathname
  let turn = 0, most = STEP, pause, free = Promise.resolve()

  /* The address: what is asked, and what is chosen. */
  const chosen = () => FILTERS.map(name => [name, form.elements[name]]).filter(([, select]) => select?.value)
  const address = (text, filters = chosen()) => {
    const given = [["q", text.slice(0, LONGEST)], ...filters.map(([name, select]) => [name, select.value])]
    return location.pathname + asked(new URLSearchParams(given.filter(([, value]) => value)))
  }
  const asked = given => `${given}` && `?${given}`
  const follow = () => {
    const given = new URLSearchParams(location.search)
    query.value = given.get("q") ?? ""
    for (const name of FILTERS) if (form.elements[name]) choose(form.elements[name], given.get(name) ?? "")
    begin()
  }
  const choose = (select, value) => {
    select.value = value
    if (select.selectedIndex < 0) select.value = ""
  }
  const keep = () => {
    const here = address(query.value.trim())
    if (here !== location.pathname + asked(new URLSearchParams(location.search))) went(here)
  }
  const went = here => {
    try {
      history.pushState(null, "", here)
      return true
    } catch (error) {
      if (error.name !== "SecurityError") throw error
      return false // a page that was opened as a file keeps its address
    }
  }

  /* Asking: what comes of an earlier question is dropped. */
  const begin = () => {
    most = STEP
    return answer()
  }
  const answer = async () => {
    const text = query.value.trim(), mine = ++turn
    const current = () => mine === turn
    clearTimeout(pause)
    document.title = [text.slice(0, 60), title].filter(Boolean).join(" – ")
    if (!/[\p{L}\p{N}]/u.test(text)) return nothing()
    if (found.hidden) waiting()
    found.setAttribute("aria-busy", "true")
    try {
      await asking(text, current)
    } catch (error) {
      if (current()) failed()
      throw error
    }
  }
  const asking = async (text, current) => {
    let answer = await inTurn(text, options(), current)
    if (current() && !answer.whole) {
      answer.hits.length ? draw(text, answer) : waiting()
      answer = await inTurn(text, { ...options(), whole: true }, current)
    }
    const elsewhere = current() && !answer.covered && await without(text, current)
    if (current()) draw(text, answer, elsewhere)
  }
  /* Whether only the filters are in the way of an answer. */
  const without = async (text, current) =>
    chosen().length > 0 && Boolean((await inTurn(text, { most: 1, whole: true }, current))?.covered)
  /* One question at a time: those that were overtaken while it waited for another are never asked. */
  const inTurn = (text, options, current) => {
    const answer = free.then(() => current() && ask(text, options))
    free = answer.catch(() => {}) // who asked tells
    return answer
  }
  const options = () => ({
    most,
    filters: Object.fromEntries(chosen().map(([name, select]) => [name, means(select)])),
  })
  const means = select => {
    const ids = select.selectedOptions[0].dataset.means.split(" ")
    return ids.length > 1 ? ids : ids[0]
  }

  /* What is seen. */
  const nothing = () => {
    shown({ topics: true })
    said.textContent = ""
  }
  const waiting = () => {
    shown({ found: true })
    part("said").textContent = words.searching
  }
  const failed = () => {
    shown({ found: true, topics: true })
    tell(words.failed)
  }
  const shown = parts => {
    found.hidden = !parts.found
    if (topics) topics.hidden = !parts.topics
    part("answers").hidden = !parts.answers
    uncovered.hidden = !parts.uncovered
    for (const name of ["clear", "meant", "further"]) part(name).hidden = !parts[name]
    if (!parts.waits) found.removeAttribute("aria-busy")
  }
  const draw = (text, answer, elsewhere = false) => {
    const open = answer.whole && !answer.covered && !elsewhere
    const hits = open || elsewhere ? answer.hits.slice(0, NEAR) : answer.hits
    const { instead, suggest, whole } = answer
    const parts = { answers: hits.length > 0, clear: elsewhere, meant: instead, further: suggest.length && !open }
    shown({ found: true, uncovered: open, waits: !whole, ...parts })
    heading(open || elsewhere)
    part("list").replaceChildren(...hits.map(result))
    part("more").hidden = open || elsewhere || answer.hits.length < most
    part("clear").querySelector("a").href = address(text, [])
    part("meant").querySelector("span").replaceChildren(...[instead ?? []].flat().map(again))
    part("further").querySelector("span").replaceChildren(...suggest.flatMap((each, n) => [n ? ", " : "", again(each)]))
    tell(open ? whom(text, answer.ask) : elsewhere ? words.filtered : number(hits.length))
    part("said").hidden = open // the block below says it
  }
  const heading = near => {
    const head = part("answers").querySelector("h2")
    head.textContent = near ? head.dataset.near : head.dataset.answers
    part("near").hidden = !near
  }
  const number = n => n === 1 ? words.one : filled(n < most ? words.other : words.first, { n })
  const tell = text => {
    part("said").hidden = false
    part("said").textContent = text
    clearTimeout(pause)
    pause = setTimeout(() => { said.textContent = text }, PAUSE)
  }
  const again = text =>
    Object.assign(document.createElement("a"), { href: address(text), textContent: text, dir: "auto" })

  /* One answer; its title and its line come escaped, with what matched marked. */
  const result = hit => {
    const anchor = Object.assign(document.createElement("a"), { href: words.root + place(hit), innerHTML: hit.title })
    const line = Object.assign(document.createElement("p"), { className: "hb-result__line", innerHTML: hit.line })
    const facts = [words[hit.capacity], hit.audience && filled(words.for, hit), hit.kind === "rule" && hit.id]
    const foot = made("p", "hb-result__foot", ...facts.filter(Boolean).map(fact => made("span", "", fact)))
    const parts = [made("h3", "hb-result__title", mark(hit), " ", anchor), line, foot]
    return made("article", "hb-result", ...parts.filter(each => each.textContent))
  }
  const place = ({ address, terms }) => {
    const [path, anchor] = address.split("#")
    const file = opened ? path.replace(/(^|\/)$/, "$1index.html") : path
    const marks = highlights && terms.length ? `?${new URLSearchParams({ h: terms.join(" ") })}` : ""
    return file + marks + (anchor ? `#${anchor}` : "")
  }
  const mark = hit => {
    const template = found.querySelector(`template[data-mark="${CSS.escape(hit.modality || hit.kind)}"]`)
    return template ? template.content.cloneNode(true) : ""
  }

  /* Whom to ask, and a mail with the question in it; gives what is said of it. */
  const whom = (text, ask) => {
    const lines = [...uncovered.querySelectorAll("[data-ask]")]
    const line = lines.find(each => each.dataset.ask === ask) ?? lines[0]
    for (const each of lines) each.hidden = each !== line
    const button = uncovered.querySelector(".hb-uncovered__mail")
    button.hidden = !line?.dataset.mail
    if (!button.hidden) button.querySelector("a").href = mail(line.dataset.mail, button.dataset, text)
    const named = line && [...line.querySelectorAll(".hb-uncovered__name > *")].map(each => each.textContent)
    return [words.uncovered, named?.join(" ")].filter(Boolean).join(". ")
  }
  const mail = (to, written, text) => {
    const whole = [...text.replace(/[\p{Cc}\s]+/gu, " ").replace(/\p{Surrogate}/gu, "\uFFFD")]
    for (let length = Math.min(whole.length, LONGEST); ; length = Math.floor(length * 0.9)) {
      const question = whole.slice(0, length).join("") + (length < whole.length ? "…" : "")
      const made = mailed(to, written, question, length === whole.length ? location.search : "")
      if (made.length <= MAIL || length < 10) return made
    }
  }
  const mailed = (to, written, question, asked) => {
    const page = !opened ? location.origin + location.pathname + asked : ""
    const told = [written.body, page && written.page].filter(Boolean).join("\n")
    const subject = filled(written.subject, { question: [...question].slice(0, 80).join("") })
    const body = filled(told, { question, page }).replace(/\n/g, "\r\n")
    const [address, ...rest] = [to, subject, body].map(encodeURIComponent)
    return `mailto:${address.replace("%40", "@")}?subject=${rest[0]}&body=${rest[1]}`
  }

  form.addEventListener("input", event => { if (event.target === query) begin() })
  form.addEventListener("change", event => {
    keep()
    if (event.target !== query) begin() // else a new list would come under the pointer that leaves the field
  })
  form.addEventListener("submit", event => {
    event.preventDefault()
    keep()
    begin()
  })
  part("more").addEventListener("click", async () => {
    const before = part("list").children.length
    most += STEP
    await answer()
    part("list").children[before]?.querySelector("a").focus()
  })
  found.addEventListener("click", event => {
    const link = event.target.closest(".hb-found__again a")
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !went(link.href)) return
    event.preventDefault()
    follow()
    query.focus()
  })
  /* The same question in the other language. */
  document.addEventListener("click", event => {
    const link = event.target.closest?.("a[data-switch]")
    if (link) link.search = location.search
  })
  addEventListener("popstate", () => { if (form.isConnected && location.pathname === here) follow() })
  form.hidden = false
  follow()
})(document.querySelector("form.hb-seek"))
