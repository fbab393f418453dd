from pathlib import Path
from toolkit.project import Project
from toolkit.library import survey
p=Project.open(Path("."))
lib,probs=survey(p)
for q in probs:
    print(f"{p.shown(q.place.path)}:{q.place.line}:{q.place.column}: {q.what} — {q.advice}")
    for r in q.related: print("   ", p.shown(r.place.path), r.place.line, r.message)
print(len(lib), "definitions", len(probs), "problems")
