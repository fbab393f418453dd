// A sheet of every shape, as a page carries it (toolkit/view/published.py; tests/test_changes.py asks that of real ones).
const text = (name, field = name) => ({ name, control: `answer.${name}`, kind: "text", field });
const number = (name, field, more = {}) => ({ ...text(name, field), kind: "number", min: 1, max: 10, step: 1, ...more });
const tick = (name, field) => ({ ...text(name, field), kind: "check" });
const range = (field, ids, place, more) => ({
  field,
  entries: ids.map((id) => [id, [`${field}.${id}`]]),
  fresh: [place(`${field}._0`, field)],
  ...more,
});

const areas = ["work", "health", "9", "rest"];
export const places = [
  { ...text("sheet.name"), field: undefined },
  text("today"),
  ...areas.map((id) => number(`life.${id}`, "life", { measures: true, text: `field:life:segments.${id}`, asked: "field:life:label" })),
  { ...number("mean", "mean"), computed: { operation: "mean", of: [areas.map((id) => `life.${id}`)] } },
  { ...text("place"), kind: "radio", values: ["room", "walk", "other"] },
  text("sheet.other.place", "place"),
  ...["a", "b"].map((id) => tick(`ticks.${id}`, "ticks")),
  ...["1", "2"].map((id) => text(`table.${id}.what`, "table")),
  ...["x", "y", "z"].map((id) => number(`ranks.${id}`, "ranks", { max: 3 })),
];

const wheel = (name, field) => number(name, field, { measures: true, text: "field:life:segments._0", asked: "field:life:label" });
const items = (ids) => ids.map((id) => [id, `Words of ${id}`]);
export const sheet = {
  definition: {
    id: "sheet",
    sections: [
      {
        id: "first",
        title: "First date",
        fields: [
          { id: "today", type: "short_text", label: "Today" },
          { id: "life", type: "wheel", label: "Life", segments: items(areas) },
          { id: "mean", type: "computed", label: "Average", operation: "mean", of: ["life"] },
        ],
      },
      {
        id: "second",
        fields: [
          { id: "place", type: "single_choice", label: "Where?", options: items(["room", "walk"]), other: true },
          { id: "ticks", type: "checklist", label: "Tick", items: items(["a", "b"]) },
          { id: "table", type: "table", label: "What?", columns: items(["what"]), rows: 2 },
          { id: "ranks", type: "ranking", label: "Sort order", items: items(["x", "y", "z"]) },
        ],
      },
    ],
  },
  limits: { letters: 200, size: 20_000, fields: 40, types: ["short_text", "number"] },
  lists: {
    "question:life:segments": range("life", areas, wheel, { key: "segments", least: 3, most: 6 }),
    "question:place:options": { ...range("place", ["room", "walk"], text, { key: "options", least: 1, most: 40 }), entries: [["room", []], ["walk", []]], fresh: [] },
    "question:ticks:items": range("ticks", ["a", "b"], tick, { key: "items", least: 1, most: 40 }),
    "question:ranks:items": range("ranks", ["x", "y", "z"], number, { key: "items", least: 1, most: 40, ranked: true }),
  },
  rows: {
    "question:table": {
      field: "table", count: 2, least: 1, most: 5,
      entries: [["1", ["table.1.what"]], ["2", ["table.2.what"]]],
      fresh: [text("table._0.what", "table")],
    },
  },
  types: {
    short_text: { places: [text("_0")] },
    number: { places: [{ ...text("_0"), kind: "number" }] },
  },
};
