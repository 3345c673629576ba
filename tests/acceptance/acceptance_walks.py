"""The walks of the black box: input as people have it, through make to the end."""

from acceptance_project import SMALL, Project, Walk
from acceptance_texts import texts


def numbered(project: Project) -> Walk:
    """Rows 1 … n with Norwegian heads and `sep=;`, results inside the corpus folder.

    TMPDIR is too long for a socket, and HOME is not there.
    """
    rows = ["sep=;", "ID;Land;Tekst;Forfatter;Dato;Status"]
    number = 0
    for code, land in (("NO", "Norge"), ("DK", "Danmark"), ("SE", "Sverige")):
        for index, text in enumerate(texts(code, 18)):
            number += 1
            rows.append(f'{number};{land};"{text}";Redaksjonen;{index + 1}.4.2011;utkast')
    folder = project.root / "mine tekster"
    folder.mkdir()
    (folder / "tabell.csv").write_text("\r\n".join(rows) + "\r\n", encoding="utf-8-sig")
    long = project.root.parent / ("t" * 110)
    long.mkdir()
    variables = {"CORPUS": "mine tekster", "RESULTS": "mine tekster/resultater",
                 "SET": f"topics.k=3 {SMALL}"}  # fmt: skip
    done = project.make(more={"TMPDIR": str(long), "HOME": str(long / "none")}, **variables)
    return Walk(done, folder / "resultater", variables)


def few(project: Project) -> Walk:
    """Three texts a country, two countries, one author; a manifest and absolute paths."""
    corpus = project.root.parent / "noen få"
    lines = ["path,country,author"]
    for code, name in (("NO", "norge"), ("DK", "danmark")):
        (corpus / name).mkdir(parents=True)
        for index, text in enumerate(texts(code, 3, 12)):
            (corpus / name / f"{index}.txt").write_text(text, encoding="utf-8")
            lines.append(f"{name}/{index}.txt,{code},Kari Nordmann")
    (corpus / "manifest.csv").write_text("\n".join(lines), encoding="utf-8")
    results = project.root.parent / "resultat av få"
    variables = {"CORPUS": str(corpus), "RESULTS": str(results),
                 "SET": f"topics.k=2 corpus.near_duplicate=1 {SMALL} "
                        "robustness.calibration_studies=0"}  # fmt: skip
    return Walk(project.make(**variables), results, variables)


WALKS = {"numbered": numbered, "few": few}
