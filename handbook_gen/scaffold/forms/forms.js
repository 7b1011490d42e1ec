/* Opens the forms; one field is ours: an id can be given once, and is never changed. */
import CMS from "./node_modules/@sveltia/cms/npm/index.js";

const { h } = window;
const fresh = new Set();

/* What was empty when its field was first shown is new; what was not has been given already. */
function Id({ value, onChange, forID, classNameWrapper }) {
  if (!value) fresh.add(forID);
  return h("input", {
    id: forID,
    type: "text",
    className: classNameWrapper,
    value: value ?? "",
    readOnly: !fresh.has(forID),
    onChange: ({ target }) => onChange(target.value.trim()),
  });
}

CMS.registerFieldType("handbook-id", Id);
CMS.init();
