/* Our sentences come with the page, in its language; here their facts are filled in, as that language names them. */
const filledIn = (text, facts) => text.replace(/\{(\w+)\}/g, (_, name) => facts[name])

/* British, because 24 hours and the day before the month are read right everywhere. */
const spokenLanguage = () => ({ en: "en-GB" })[document.documentElement.lang] ?? document.documentElement.lang
