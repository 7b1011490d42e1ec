/* The words of Sveltia CMS in Dutch, from the copy beside this page: a browser imports no JSON as it stands there. */
const words = await fetch(new URL("node_modules/@sveltia/cms/locales/nl.json", import.meta.url));
export default await words.json();
