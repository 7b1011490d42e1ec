/* What applied when: every period stands in the page; a day shows of each rule the one that holds it. The address
   keeps the choice: #2025-05-03, #_DISC-01, or #2025-05-03_DISC-01. */
onPage(signal => document.querySelectorAll("form.hb-when").forEach(form => {
  const [day, rule, said] = [form.querySelector("input"), form.querySelector("select"), form.querySelector(".hb-when__said")]
  const bodies = [...document.querySelectorAll("tbody[data-applied]")]
  const rows = body => [...body.rows]
  const standard = new Map(bodies.flatMap(rows).map(row => [row, row.hidden]))
  const holds = row => (!row.dataset.from || row.dataset.from <= day.value) && (!row.dataset.until || day.value < row.dataset.until)
  const words = date => new Date(`${date}T00:00:00Z`).toLocaleDateString(spokenLanguage(), { dateStyle: "long", timeZone: "UTC" })

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
    if (rule.value) return filledIn(form.dataset[camel(found[0].dataset.then)], { day: words(day.value) })
    const number = found.filter(row => row.dataset.then === "in-force").length
    return filledIn(form.dataset.said, { day: words(day.value), number, all: found.length })
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
  addEventListener("hashchange", follow, { signal })
  follow()
}))
