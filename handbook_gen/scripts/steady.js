/* Stands last: says that every script has set the page up, so that what was reserved for them is theirs. */
onPage(() => document.documentElement.classList.add("hb-set"))
