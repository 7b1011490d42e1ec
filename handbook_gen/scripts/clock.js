/* "Answer before 14:35": since when something is there, and until when each time on the page runs. The time is kept in
   this tab and sent nowhere. While nobody has said or answered anything, it is now. */
{
  const key = "handbook-since"
  const minute = 60 * 1000
  const find = name => document.querySelector(`.hb-clock${name}`)

  /* The minute on the wall in a time zone; a browser that does not know the zone has none. */
  const wall = (instant, zone) => {
    const parts = ["year", "month", "day", "hour", "minute"]
    const options = Object.fromEntries(parts.map(part => [part, "numeric"]))
    const format = new Intl.DateTimeFormat("en-GB", { ...options, hourCycle: "h23", timeZone: zone })
    const told = format.formatToParts(instant)
    const [year, month, day, hour, minutes] = parts.map(part => Number(told.find(each => each.type === part).value))
    return Date.UTC(year, month - 1, day, hour, minutes) / minute
  }
  /* The other way round; twice, because the first guess may lie on the other side of a change of the clock. */
  const instantOf = (walled, zone) => {
    const once = guess => guess + (walled - wall(guess, zone)) * minute
    return once(once(walled * minute))
  }

  let kept = null // { at: the instant, said: whether a person said so }
  const read = () => {
    try {
      kept = JSON.parse(sessionStorage.getItem(key))
    } catch {
      kept = null // storage is closed: the time lasts as long as the page
    }
  }
  const keep = value => {
    kept = value
    try {
      sessionStorage.setItem(key, JSON.stringify(value))
    } catch { /* as above */ }
    show()
  }

  const dated = minutes => new Date(minutes * minute)
  const clocked = minutes => {
    const date = dated(minutes)
    const facts = { hour: date.getUTCHours(), minute: String(date.getUTCMinutes()).padStart(2, "0") }
    return filledIn(find("").dataset.time, facts)
  }
  const daysAway = (minutes, now) => Math.floor(minutes / 1440) - Math.floor(now / 1440)
  const dayNamed = (minutes, now) => {
    const away = daysAway(minutes, now)
    const near = new Intl.RelativeTimeFormat(spokenLanguage(), { numeric: "auto" })
    if (Math.abs(away) < 2) return near.format(away, "day")
    const options = { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }
    return filledIn(find("").dataset.on, { date: dated(minutes).toLocaleDateString(spokenLanguage(), options) })
  }
  const when = (minutes, now) => {
    const day = daysAway(minutes, now) ? `${dayNamed(minutes, now)} ` : ""
    return day + clocked(minutes)
  }
  const unit = (number, name) => {
    const options = { style: "unit", unit: name, unitDisplay: "long" }
    return new Intl.NumberFormat(spokenLanguage(), options).format(number)
  }
  const length = minutes => {
    const parts = [[Math.floor(minutes / 60), "hour"], [minutes % 60, "minute"]].filter(([number]) => number)
    return parts.map(([number, name]) => unit(number, name)).join(" ") || unit(0, "minute")
  }

  const before = (until, now) => {
    const { before: today, beforeDay } = find("").dataset
    const time = clocked(until)
    return daysAway(until, now) ? filledIn(beforeDay, { time, day: dayNamed(until, now) }) : filledIn(today, { time })
  }
  /* From when and until when a time runs, on the wall, and the instant at which it is over. By the clock an hour is an
     hour, also in the night in which the clock changes. */
  const limit = (span, zone, since) => {
    const { amount, unit: name, hours } = span.dataset
    const start = wall(since, zone)
    const lasts = { min: minute, h: 60 * minute }[name]
    if (lasts && !hours) {
      const over = Math.floor((since + amount * lasts) / minute) * minute
      return { from: start, until: wall(over, zone), over }
    }
    const found = dueAt(start, { amount: Number(amount), unit: name, hours })
    return found && { ...found, over: instantOf(found.until, zone) }
  }
  const made = (tag, text) => Object.assign(document.createElement(tag), { textContent: text })
  const remaining = rest => {
    const { left, late } = find("").dataset
    if (rest >= 1440) return ""
    return ` · ${filledIn(rest < 0 ? late : left, { length: length(Math.abs(rest)) })}`
  }
  /* What somebody who counts along would miss: that it starts later, and that we know of no holidays. */
  const remarks = (found, start, now) => {
    const { from, holidays } = find("").dataset
    const begins = found.from > start ? [filledIn(from, { when: when(found.from, now) })] : []
    return daysAway(found.until, start) ? [...begins, holidays] : begins
  }
  const tell = (span, zone, since, now) => {
    const found = limit(span, zone, since)
    span.hidden = !found
    if (!found) return
    const rest = found.over / minute - Math.floor(Date.now() / minute)
    span.toggleAttribute("data-late", rest < 0)
    span.replaceChildren(made("strong", before(found.until, now)), remaining(rest))
    const more = span.dataset.hours ? remarks(found, wall(since, zone), now) : []
    if (more.length) span.append(" ", made("small", `(${more.join("; ")})`))
  }

  const show = () => {
    const box = find("")
    if (!box || box.hidden) return
    const { zone, since: said } = box.dataset
    const [instant, now] = [kept?.at ?? Date.now(), wall(Date.now(), zone)]
    const input = find("__time")
    if (document.activeElement !== input) input.value = dated(wall(instant, zone)).toISOString().slice(11, 16)
    const start = wall(instant, zone)
    find("__said").textContent = daysAway(start, now) ? filledIn(said, { when: when(start, now) }) : ""
    document.querySelectorAll(".hb-due").forEach(span => tell(span, zone, instant, now))
  }

  /* A time of day is the last one that there was: at ten past midnight, 23:50 was yesterday. */
  const said = (text, zone) => {
    const [, date, hours, minutes] = text.match(/^(?:(\d{4}-\d\d-\d\d)T)?([01]\d|2[0-3]):([0-5]\d)$/) ?? []
    if (!hours) return
    const now = wall(Date.now(), zone)
    const midnight = date ? Date.parse(`${date}T00:00Z`) / minute : Math.floor(now / 1440) * 1440
    const start = midnight + Number(hours) * 60 + Number(minutes)
    if (Number.isFinite(start)) keep({ at: instantOf(date || start <= now ? start : start - 1440, zone), said: true })
  }

  onPage(() => {
    const box = find("")
    if (!box) return
    try {
      wall(Date.now(), box.dataset.zone)
    } catch {
      return // this browser does not know the time zone: then no time at all is better than a wrong one
    }
    read()
    box.hidden = false
    show()
    said(new URLSearchParams(location.search).get("since") ?? "", box.dataset.zone)
    find("__time").addEventListener("change", event => said(event.target.value, box.dataset.zone))
    box.querySelector("[data-now]").addEventListener("click", () => keep(null))
  })

  /* The first answer starts the clock, starting again stops it, but for a time that a person gave. */
  document.addEventListener("hb-answered", () => { if (!kept && find("")) keep({ at: Date.now(), said: false }) })
  document.addEventListener("hb-again", () => { if (!kept?.said) keep(null) })
  setInterval(show, 15 * 1000)
  document.addEventListener("visibilitychange", show) // a phone that slept
}
