/* Small comforts; every page works without them. No request leaves the site. */

/* The permanent address of a rule: a click copies it, with a modifier key it is followed as any link. */
document.addEventListener("click", async event => {
  const link = event.target.closest("a[data-copy]")
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0 || !navigator.clipboard) return
  event.preventDefault()
  try {
    await navigator.clipboard.writeText(link.dataset.copy)
    link.dataset.done = ""
    document.querySelector("#hb-said").textContent = link.dataset.said
  } catch {
    location.assign(link.href)
  }
})

/* A text to copy: its button shows itself where copying works. */
document.querySelectorAll(".hb-copy").forEach(button => { button.hidden = !navigator.clipboard })

document.addEventListener("click", async event => {
  const button = event.target.closest?.(".hb-copy")
  if (!button) return
  const text = document.getElementById(button.dataset.copyFrom)
  try {
    await navigator.clipboard.writeText(text.innerText.trim())
    button.dataset.done = ""
    document.querySelector("#hb-said").textContent = button.dataset.said
  } catch {
    getSelection().selectAllChildren(text)
  }
})

/* The language switch stays at the rule that is being read, and is remembered for the next visit. */
document.addEventListener("click", event => {
  const link = event.target.closest("a[data-switch]")
  if (!link) return
  link.hash = location.hash
  try {
    localStorage.setItem("handbook-language", link.hreflang)
  } catch { /* storage is closed: the root asks again */ }
})

/* The search box on the start page opens the search and puts the cursor in it. */
document.addEventListener("click", event => {
  if (event.target.closest?.(".hb-hero__search"))
    requestAnimationFrame(() => document.querySelector("[data-md-component=search-query]")?.focus())
})

/* It is a label, which only a pointer can press: give it the keyboard too. */
document.addEventListener("keydown", event => {
  if (event.target.matches?.(".hb-hero__search") && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault()
    event.target.click()
  }
})

/* What applied when: every period stands in the page; a day shows of each rule the one that holds it. The address
   keeps the choice: #2025-05-03, #_DISC-01, or #2025-05-03_DISC-01. */
document.querySelectorAll("form.hb-when").forEach(form => {
  const [day, rule, said] = [form.querySelector("input"), form.querySelector("select"), form.querySelector("output")]
  const bodies = [...document.querySelectorAll("tbody[data-applied]")]
  const rows = body => [...body.rows]
  const standard = new Map(bodies.flatMap(rows).map(row => [row, row.hidden]))
  const holds = row => (!row.dataset.from || row.dataset.from <= day.value) && (!row.dataset.until || day.value < row.dataset.until)
  const language = { en: "en-GB" }[document.documentElement.lang] ?? document.documentElement.lang
  const words = date => new Date(`${date}T00:00:00Z`).toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" })
  const filled = (text, facts) => text.replace(/\{(\w+)\}/g, (_, name) => facts[name])

  const show = () => {
    for (const body of bodies) {
      body.hidden = Boolean(rule.value) && body.dataset.applied !== rule.value
      for (const row of rows(body)) row.hidden = day.value ? !holds(row) : standard.get(row)
    }
    document.querySelectorAll("table.hb-periods").forEach(table => {
      table.parentElement.hidden = [...table.tBodies].every(body => body.hidden)
    })
    said.textContent = day.value ? told(bodies.filter(body => !body.hidden).map(body => rows(body).find(holds))) : ""
  }
  const told = found => {
    if (rule.value) return filled(form.dataset[camel(found[0].dataset.then)], { day: words(day.value) })
    const number = found.filter(row => row.dataset.then === "in-force").length
    return filled(form.dataset.said, { day: words(day.value), number, all: found.length })
  }
  const camel = name => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())
  const keep = () => {
    const choice = day.value + (rule.value && `_${rule.value}`)
    history.replaceState(null, "", location.pathname + (choice && `#${choice}`))
    show()
  }
  const decoded = text => {
    try {
      return decodeURIComponent(text)
    } catch {
      return "" // a stray % leads nowhere
    }
  }
  const follow = () => {
    const [, on, id] = decoded(location.hash).match(/^#(\d{4}-\d\d-\d\d)?(?:_(.+))?$/) ?? []
    const known = bodies.some(body => body.dataset.applied === id)
    if (!on && !known) return // a heading of this page: the choice stays
    day.value = on ?? ""
    rule.value = known ? id : ""
    show()
  }
  form.hidden = false
  form.reset() // some browsers fill in what was there before
  day.value = new URLSearchParams(location.search).get("on") ?? ""
  show()
  form.addEventListener("input", keep)
  form.addEventListener("reset", () => requestAnimationFrame(keep))
  form.addEventListener("submit", event => event.preventDefault())
  addEventListener("hashchange", follow)
  follow()
})

/* Since you last read: this browser remembers which version was read, nobody else does. Without a place to remember
   it or without the list of changes, nothing is shown. */
document.querySelectorAll(".hb-since").forEach(async box => {
  const part = name => box.querySelector(`.hb-since__${name}`)
  const data = box.dataset
  const source = new URL(data.from, location.href)
  const key = name => `${name} ${new URL("..", source).pathname}`
  const filled = (text, version) => text.replace("{version}", version)
  const made = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more })
  let releases, read
  try {
    read = localStorage.getItem(key("handbook-read"))
    const answer = await fetch(source)
    if (!answer.ok) return
    releases = (await answer.json()).releases
  } catch {
    return
  }
  const known = releases.findIndex(release => release.version === read)
  const later = known < 0 ? [] : releases.slice(known + 1)
  const ways = ["stricter", "new", "gone", "looser", "undecided", "other", "worded"]
  const select = part("choice").querySelector("select")

  const list = release => {
    const roles = Object.entries(release.roles).filter(([id]) => !select.value || id === select.value)
    const found = ways.map(way => [way, [...new Set(roles.flatMap(([, role]) => role[way] ?? []))]]).filter(([, ids]) => ids.length)
    if (!found.length) return []
    const title = made("h3", "")
    title.append(made("a", release.version, { href: new URL(release.address, source) }), ` ${release.summary ?? ""}`)
    return [title, ...found.flatMap(([way, ids]) => {
      const items = made("ul", "")
      for (const id of ids) {
        const rule = release.rules[id] ?? { title: id }
        const item = made("li", "")
        item.append(rule.address ? made("a", rule.title, { href: new URL(rule.address, source) }) : rule.title, ` ${id}`)
        items.append(item)
      }
      return [made("p", data[way], { className: "hb-label" }), items]
    })]
  }
  const show = () => {
    const told = later.flatMap(list)
    part("list").replaceChildren(...(told.length || !later.length ? told : [made("p", data.nothing)]))
  }
  const roles = new Map(later.flatMap(release => Object.entries(release.roles)).map(([id, role]) => [id, role.name ?? id]))
  for (const [id, name] of roles) select.append(made("option", name, { value: id }))
  select.value = localStorage.getItem(key("handbook-role")) ?? ""
  if (select.selectedIndex < 0) select.value = ""
  select.addEventListener("change", () => {
    localStorage.setItem(key("handbook-role"), select.value)
    show()
  })
  part("choice").hidden = !roles.size
  if (known >= 0) part("said").textContent = filled(later.length ? data.some : data.none, read)
  part("read").hidden = read === data.version
  part("read").addEventListener("click", () => {
    localStorage.setItem(key("handbook-read"), data.version)
    part("said").textContent = data.done
    part("list").replaceChildren()
    part("choice").hidden = part("read").hidden = true
  })
  show()
  box.hidden = false
})
