"""The YAML language server of VS Code: it marks nothing in the model policy, marks faults, and offers ids."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from handbook_gen.cli import main
from tests.conftest import model_organisation
from tests.test_schema import SURPRISES

SERVER = Path(__file__).parent / "node_modules/yaml-language-server/bin/yaml-language-server"
RULES = "policies/rules/disclosure-affiliation.yml"
Message = Mapping[str, Any]


class Editor:
    """As much of VS Code as the language server needs to know."""

    def __init__(self, root: Path, server: subprocess.Popen[bytes]) -> None:
        self.root = root
        self.server = server
        self.asked = 0
        self.marks: dict[str, list[Message]] = {}
        settings = json.loads((root / ".vscode/settings.json").read_text("utf-8"))
        self.settings = {
            "schemas": settings["yaml.schemas"],
            "schemaStore": {"enable": False},
            "validate": True,
        }
        folder = {"uri": root.as_uri(), "name": "project"}
        able = {"workspace": {"configuration": True, "workspaceFolders": True}}
        start = {
            "processId": None,
            "rootUri": root.as_uri(),
            "workspaceFolders": [folder],
            "capabilities": able,
        }
        self.ask("initialize", start)
        self.tell("initialized", {})

    def send(self, message: Message) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.server.stdin
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.server.stdin.flush()

    def tell(self, method: str, params: Message) -> None:
        self.send({"method": method, "params": params})

    def receive(self) -> Message:
        assert self.server.stdout
        size = 0
        while line := self.server.stdout.readline().strip():
            name, _, value = line.decode().partition(":")
            size = int(value) if name.lower() == "content-length" else size
        message: Message = json.loads(self.server.stdout.read(size))
        if "method" in message and "id" in message:
            wanted = (
                message["params"].get("items", []) if message["method"] == "workspace/configuration" else []
            )
            answer = [self.settings if item.get("section") == "yaml" else {} for item in wanted]
            self.send({"id": message["id"], "result": answer or None})
        elif message.get("method") == "textDocument/publishDiagnostics":
            path = Path(message["params"]["uri"].removeprefix("file://")).relative_to(self.root)
            self.marks[path.as_posix()] = message["params"]["diagnostics"]
        return message

    def ask(self, method: str, params: Message) -> Any:
        self.asked += 1
        self.send({"id": self.asked, "method": method, "params": params})
        while (answer := self.receive()).get("id") != self.asked or "method" in answer:
            pass
        return answer["result"]

    def opened(self, path: str, text: str) -> list[Message]:
        """Open a file, which need not be there, and give what is marked in it."""
        self.marks.pop(path, None)
        document = {"uri": (self.root / path).as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        while path not in self.marks:
            self.receive()
        return self.marks[path]


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    root = model_organisation(tmp_path_factory.mktemp("editor") / "project").root
    assert CliRunner().invoke(main, ["schema", "--write", "--project", str(root)]).exit_code == 0
    command = ["node", str(SERVER), "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        yield Editor(root, server)
        server.kill()


def test_nothing_in_the_model_policy_is_marked(editor: Editor) -> None:
    files = {
        path.relative_to(editor.root).as_posix(): path
        for path in sorted(editor.root.glob("policies/**/*.yml"))
    }
    marked = {path: editor.opened(path, file.read_text("utf-8")) for path, file in files.items()}
    assert {path: marks for path, marks in marked.items() if marks} == {}


def test_a_fault_is_marked_where_it_stands_and_ids_are_offered_by_name(editor: Editor) -> None:
    text = (editor.root / RULES).read_text("utf-8")
    wrong = text.replace("modality: must\n", "modality: mus\n", 1).replace("reach:", "reech:", 1)
    lines = [mark["range"]["start"]["line"] for mark in editor.opened("policies/rules/wrong.yml", wrong)]
    assert [wrong.splitlines()[line].split(":")[0].strip() for line in lines] == ["modality", "reech"]

    line = next(number for number, each in enumerate(text.splitlines()) if each.startswith("  owner:"))
    place = {
        "textDocument": {"uri": (editor.root / RULES).as_uri()},
        "position": {"line": line, "character": 9},
    }
    offered = {
        item["label"]: item.get("documentation")
        for item in editor.ask("textDocument/completion", place)["items"]
    }
    assert offered["hr-policy"] == "HR-beleid — HR policy"


def test_what_looks_like_a_number_is_not_marked(editor: Editor) -> None:
    """But for ids that this policy does not have."""
    marks = editor.opened("policies/rules/surprises.yml", SURPRISES)
    assert [
        mark["message"] for mark in marks if not mark["message"].startswith("Value is not accepted")
    ] == []
    assert len(marks) == 3
