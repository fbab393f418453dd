// Curricula: days that a reader chooses, for a calendar too; a view for the trainer; and how far one has come.
import { keep, wanted } from "./core/address.js";
import { all, byId, one, ownText, put, told } from "./core/element.js";
import { handOver } from "./core/download.js";
import { awaited } from "./core/ready.js";
import { why } from "./core/store.js";
import { say } from "./core/words.js";
import { calendarOf } from "./curriculum/calendar.js";
import { Form, planIn, plannedOf } from "./curriculum/choice.js";
import { drawn, meetingsOf } from "./curriculum/days.js";
import { Progress } from "./curriculum/progress.js";
import { dates, timetable } from "./curriculum/timetable.js";

/** @import { Choice } from "./curriculum/choice.js" */

// -- days ------------------------------------------------------------------------------------------

const plan = planIn(byId("tk_plan-data", HTMLScriptElement).text);
const planned = plannedOf(plan);
const element = byId("tk_plan", HTMLFormElement);
const form = new Form(element, planned);
const message = byId("tk_plan-message");
const save = byId("tk_plan-save", HTMLButtonElement);
/** @type {Choice} */
let chosen = planned;

/** @param {Choice} choice */
function laidOut(choice) {
  const slots = timetable(plan.units, choice);
  const count = (slots.at(-1)?.day ?? -1) + 1;
  return { slots, count, days: choice.first ? dates(choice.first, choice.weekdays, count) : [] };
}

function draw() {
  const { slots, count, days } = laidOut(chosen);
  byId("tk_days").replaceChildren(...drawn(slots, days));
  save.disabled = !days.length;
  byId("tk_plan-hint").hidden = Boolean(days.length);
  return count;
}

/** @param {Choice | string} choice */
function choose(choice) {
  const isWrong = typeof choice === "string";
  message.classList.toggle("wrong", isWrong);
  if (isWrong) {
    put(message, say(choice));
    return;
  }
  chosen = choice;
  form.keep(choice);
  put(message, say("plan-told", { days: draw() }));
}

element.addEventListener("change", () => choose(form.read()));
element.addEventListener("submit", (event) => event.preventDefault());
byId("tk_plan-usual").addEventListener("click", () => {
  form.show(planned);
  choose(planned);
});
save.addEventListener("click", () => {
  const { slots, days } = laidOut(chosen);
  const title = ownText(byId("tk_content"));
  const page = location.protocol === "https:" ? location.origin + location.pathname : "";
  const about = { maker: "coaching-toolkit", made: new Date(), page };
  handOver(calendarOf(meetingsOf(plan, slots, days, title), about), `${plan.id}.ics`, "text/calendar");
});
const asked = form.asked();
if (typeof asked === "string") form.show(planned);
else chosen = asked;
draw();

// -- for whose eyes --------------------------------------------------------------------------------

const course = byId("tk_course");
const views = all(course, "input[name='view']", HTMLInputElement);

function showView() {
  const isTrainer = views.some((view) => view.checked && view.value === "trainer");
  document.documentElement.classList.toggle("as-trainer", isTrainer);
  keep({ view: isTrainer ? "trainer" : "" });
}

for (const view of views) {
  view.checked = view.value === (wanted("view") === "trainer" ? "trainer" : "participant");
  view.addEventListener("change", showView);
}
showView();

// -- how far one has come --------------------------------------------------------------------------

const progress = new Progress(told(course, "curriculum"));
const ticks = all(document, "[data-done]", HTMLInputElement);
const saved = byId("tk_course-saved");

function count() {
  const done = ticks.filter((tick) => tick.checked).length;
  put(byId("tk_course-progress"), say("course-progress", { done, total: ticks.length }));
  one(course, "progress", HTMLProgressElement).value = done;
}

/** @param {unknown} error */
function fail(error) {
  put(saved, say(`course-${why(error)}`));
  saved.classList.add("wrong");
}

async function show() {
  try {
    const done = await progress.read();
    for (const tick of ticks) tick.checked = done.has(told(tick, "done"));
  } catch (error) {
    fail(error);
  }
  count();
}

for (const tick of ticks) {
  tick.addEventListener("change", async () => {
    count();
    try {
      await progress.write(told(tick, "done"), tick.checked);
      saved.classList.remove("wrong");
      put(saved, say("course-saved"));
    } catch (error) {
      fail(error);
    }
  });
}
progress.onChange(show);
awaited(show());
