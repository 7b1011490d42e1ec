/* Since you last read: this browser remembers which version was read, nobody else does. Without a place to remember
   it or without the list of changes, nothing is shown. */
onPage(() => document.querySelectorAll(".hb-since").forEach(async box => {
  const part = name => box.querySelector(`.hb-since__${name}`)
  const data = box.dataset
  const source = new URL(data.from, location.href)
  const key = name => `${name} ${new URL("..", source).pathname}`
  const made = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more })
  let releases, read
  try {
    read = localStorage.getItem(key("handbook-read"))
    const answer = await fetch(source)
    if (!answer.ok) return box.remove()
    releases = (await answer.json()).releases
  } catch {
    return box.remove() // its place was kept
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
  if (known >= 0) part("said").textContent = filledIn(later.length ? data.some : data.none, { version: read })
  part("read").hidden = read === data.version
  part("read").addEventListener("click", () => {
    localStorage.setItem(key("handbook-read"), data.version)
    part("said").textContent = data.done
    part("list").replaceChildren()
    part("choice").hidden = part("read").hidden = true
  })
  show()
  box.hidden = false
}))
