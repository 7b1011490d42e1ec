"""What `make audit` found; written by it, never by hand."""

from datetime import date

from handbook_gen.core.pages.tested import Accepted, Tested, Tool

TESTED: Tested | None = Tested(
    day=date(2026, 11, 22),
    version="0.1.0",
    theme="9.8.1",
    browser="156.0.8078.79",
    kinds=42,
    tools=(
        Tool("axe-core", "4.12.1", "wcag", 91, 0),
        Tool("accessibility-checker", "4.0.34", "rules", 91, 0),
        Tool("Nu Html Checker", "26.9.27 (c6ba02c)", "html", 83, 0),
    ),
    tests=("keyboard", "escape", "zoom", "spacing", "motion", "letters"),
    accepted=(
        Accepted(
            "accessibility-checker",
            "element_tabbable_role_valid:",
            {
                "nl": "Het vlak om een brede tekening schuift op een smal scherm, en moet dus met het toetsenbord te bereiken zijn.",  # noqa: E501
                "en": "The box around a wide drawing scrolls on a narrow screen, so the keyboard has to reach it.",  # noqa: E501
            },
        ),
        Accepted(
            "accessibility-checker",
            "fieldset_legend_valid:",
            {
                "nl": "De groep filters bij het zoeken heeft een opschrift. Het is onzichtbaar voor het oog, en dat herkent dit programma niet.",  # noqa: E501
                "en": "The group of filters of the search has a legend. The eye does not see it, and this program does not recognise that.",  # noqa: E501
            },
        ),
        Accepted(
            "accessibility-checker",
            "aria_role_redundant:",
            {
                "nl": "Material noemt een lijst zonder tekens een lijst, omdat Safari dat anders niet meer doet.",  # noqa: E501
                "en": "Material calls a list without marks a list, because otherwise Safari no longer does.",
            },
        ),
        Accepted(
            "accessibility-checker",
            "aria_article_label_unique:",
            {
                "nl": "Material maakt van elk zoekresultaat een artikel in een link. De link zegt wat het is; een tweede naam zou dubbel voorgelezen worden.",  # noqa: E501
                "en": "Material makes an article in a link of each result. The link says what it is; a second name would be read out twice.",  # noqa: E501
            },
        ),
    ),
)
