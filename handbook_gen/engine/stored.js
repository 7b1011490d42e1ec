/* Values that hold Sets and Maps → JSON and back; what occurs twice is stored once. Knows nothing of searching. */
(hb => {
  "use strict"
  const LINE = "\n"

  /* Every text once, in order, and all else by the numbers of texts; what is no list of texts is kept as it is. */
  const stored = value => {
    const texts = [...new Set(told(Object.values(value).filter(each => each instanceof Object)))].sort()
    const number = new Map(texts.map((text, n) => [text, n]))
    const numbers = list => hb.written(list.map(text => number.get(text)))
    const places = new Map(), values = []
    const place = each => {
      const found = listed(each) ? numbers(each) : {is: each}, text = JSON.stringify(found)
      if (!places.has(text)) places.set(text, values.push(found) - 1)
      return places.get(text)
    }
    const entry = found => nested(found) ? [found.length * 2 + 1, ...found.map(place)] : [place(found) * 2]
    const map = each => {
      const keys = [...each.keys()].sort()
      return {keys: numbers(keys), values: hb.written(keys.flatMap(key => entry(each.get(key))))}
    }
    const made = {texts: texts.join(LINE), values, sets: {}, maps: {}, plain: {}}
    for (const [name, each] of Object.entries(value)) {
      if (each instanceof Set) made.sets[name] = numbers([...each])
      else if (each instanceof Map) made.maps[name] = map(each)
      else made.plain[name] = place(each)
    }
    return made
  }
  const listed = each => Array.isArray(each) && each.every(one => typeof one === "string")
  const nested = each => Array.isArray(each) && each.length > 0 && each.every(Array.isArray)
  /* All texts in lists, sets and maps. */
  const told = each => typeof each === "string" ? [each]
    : each instanceof Map ? [...each].flatMap(told) : Symbol.iterator in Object(each) ? [...each].flatMap(told) : []

  /* A Map whose values are read when they are asked for: most never are. */
  class Reading extends Map {
    get(key) {
      const found = super.get(key)
      return found === undefined ? undefined : this.read(found)
    }
  }

  /* The same value again, with the class that it had; what was a Map can be asked, not gone through. */
  const restored = (kind, {texts, values, sets, maps, plain}) => {
    const known = texts.split(LINE)
    const list = text => hb.read(text).map(n => known[n])
    const found = n => typeof values[n] === "string" ? list(values[n]) : values[n].is
    const value = Object.create(kind.prototype)
    for (const name in plain) value[name] = found(plain[name])
    for (const name in sets) value[name] = new Set(list(sets[name]))
    for (const [name, {keys, values}] of Object.entries(maps))
      value[name] = reading(hb.read(keys), hb.read(values), known, found)
    return value
  }
  const reading = (keys, numbers, known, found) => {
    const map = new Reading()
    map.read = at => {
      const much = numbers[at] >> 1
      return numbers[at] & 1 ? numbers.slice(at + 1, at + 1 + much).map(found) : found(much)
    }
    let at = 0
    for (const key of keys) {
      map.set(known[key], at)
      at += numbers[at] & 1 ? (numbers[at] >> 1) + 1 : 1
    }
    return map
  }

  /* Whole numbers from 0 as text, the small ones short: five bits a letter, the sixth says that more follows. */
  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
  const VALUES = new Uint8Array(128)
  for (let at = 0; at < LETTERS.length; at++) VALUES[LETTERS.charCodeAt(at)] = at
  const written = numbers => {
    let text = ""
    for (let rest of numbers) {
      for (; rest > 31; rest = Math.floor(rest / 32)) text += LETTERS[32 + rest % 32]
      text += LETTERS[rest]
    }
    return text
  }
  const read = text => {
    const numbers = []
    for (let at = 0, number = 0, unit = 1; at < text.length; at++) {
      const value = VALUES[text.charCodeAt(at)]
      number += (value & 31) * unit
      if (value > 31) unit *= 32
      else { numbers.push(number); number = 0; unit = 1 }
    }
    return numbers
  }

  Object.assign(hb, {stored, restored, written, read})
})(globalThis.handbookSearch ??= {})
