/* When a length of time that starts at some minute is over, in service hours or by the clock. It knows no clock, no
   time zone and no page. A minute is a number: those since 1 January 1970, by the clock on the wall. */
const dueAt = (() => {
  const day = 24 * 60
  const longest = 366 // days to look ahead: what takes longer is not counted
  const lengths = { min: 1, h: 60, d: day, w: 7 * day }
  const weekday = date => (((date + 3) % 7) + 7) % 7 // the first day of 1970 was a Thursday; Monday is 0

  /* The spans of a week from "510-1200;…;": a part per day from Monday on. */
  const dayOf = text => text.split(",").filter(Boolean).map(span => span.split("-").map(Number))
  const weekOf = text => text.split(";").map(dayOf)

  /* Every span of service hours that is not over yet, one by one. */
  function* spansFrom(start, week) {
    const first = Math.floor(start / day)
    for (let date = first; date <= first + longest; date++)
      for (const [from, until] of week[weekday(date)])
        if (date * day + until > start) yield [Math.max(start, date * day + from), date * day + until]
  }

  /* So many minutes, of which only those in service hours count. */
  const counted = (start, minutes, week) => {
    let left = minutes
    let from = null
    for (const [begin, end] of spansFrom(start, week)) {
      from ??= begin
      if (left <= end - begin) return { from, until: begin + left }
      left -= end - begin
    }
    return null
  }

  /* So many days from Monday to Friday on; what begins in a weekend is counted from the Friday before. */
  const workingDay = (date, amount) => {
    const passed = Math.min(weekday(date), 4) + amount
    return date - weekday(date) + Math.floor(passed / 5) * 7 + (passed % 5)
  }

  /* The last minute of that day in service hours that is no later than the same time, or else the first after it. */
  const within = (minute, week) => {
    const date = Math.floor(minute / day)
    const open = week[weekday(date)].filter(([from]) => date * day + from <= minute).at(-1)
    if (open) return Math.min(minute, date * day + open[1])
    const next = spansFrom(minute, week).next().value
    return next ? next[0] : null
  }

  /* From which minute it counts and at which it is over; null where that cannot be said. */
  return (start, { amount, unit, hours }) => {
    const week = hours ? weekOf(hours) : null
    if (week?.every(spans => !spans.length)) return null
    if (unit === "wd") {
      const date = Math.floor(start / day)
      const same = workingDay(date, amount) * day + start - date * day
      const until = week ? within(same, week) : same
      return until === null ? null : { from: start, until }
    }
    const minutes = amount * lengths[unit]
    if (week && (unit === "min" || unit === "h")) return counted(start, minutes, week)
    return { from: start, until: start + minutes }
  }
})()
