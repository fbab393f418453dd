"""Sums and means that a viewer keeps up to date, where it runs scripts (ISO 32000-2, 12.6.4.17 and 12.7.6.3).

The page computes the same (``worksheet/compute.js``): empty fields are left out, means have one decimal.
"""

from __future__ import annotations

import json

from pikepdf import Dictionary, Name, Object, String

from ..view import Computation

#: Old viewers know no newer JavaScript than this. Numbers are read with a comma or a point.
_SCRIPT = """\
(function (doc) {
  var groups = @groups@, found = [], total = 0;
  for (var g = 0; g < groups.length; g += 1) {
    var sum = 0, count = 0;
    for (var n = 0; n < groups[g].length; n += 1) {
      var field = doc.getField(groups[g][n]);
      var text = field ? String(field.value).replace(",", ".").replace("\\u2212", "-") : "";
      if (/^\\s*-?[0-9]+([.][0-9]+)?\\s*$/.test(text)) {
        sum += Number(text);
        count += 1;
      }
    }
    if (count) found.push(sum / count);
  }
  for (var f = 0; f < found.length; f += 1) total += found[f];
  var result = @mean@ ? total / found.length : total;
  event.value = found.length ? String(Number(result.toFixed(@decimals@))).replace(".", @point@) : "";
})(this);
"""


def calculation(computed: Computation, point: str) -> Object:
    """Return the action that computes a field; ``point`` stands before decimals."""
    is_mean = computed.operation == "mean"
    told = {
        "groups": json.dumps(computed.of),
        "mean": json.dumps(is_mean),
        "decimals": "1" if is_mean else "6",
        "point": json.dumps(point),
    }
    script = _SCRIPT
    for name, value in told.items():
        script = script.replace(f"@{name}@", value)
    return Dictionary(S=Name.JavaScript, JS=String(script))
