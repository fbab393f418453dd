// Thousands of histories of a device with two tabs: whatever is typed, saved, opened, switched, deleted or refused by
// the store, in whatever order, no answer is lost and "saved" is said only of what is stored.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { Changeover } from "../../templates/page/assets/worksheet/changeover.js";
import { Desk } from "../../templates/page/assets/worksheet/desk.js";
import { chance, pick } from "./chance.js";
import { Device, wordsIn } from "./device.js";

const HISTORIES = 10_000;
const ACTS = 24;

/** A tab that shows the sheet: two texts and a number from 1 to 10. */
class Tab {
  raw = { one: "", two: "", number: "" };
  busy = 0;
  question = null;

  constructor(device, memory) {
    this.device = device;
    this.memory = memory;
    const sheet = {
      worksheet: "sheet",
      version: "1.0",
      collect: () => Object.fromEntries(Object.entries(this.raw).filter(([name, text]) => text && !this.isHalf(name))),
      halfTyped: () => Object.keys(this.raw).filter((name) => this.isHalf(name)),
      computed: () => new Set(),
      prepare: async () => {},
      fill: (answers, changes) => {
        this.changes = changes;
        for (const name of Object.keys(this.raw)) this.raw[name] = answers[name] ?? "";
      },
    };
    const tab = { remember: (_, id) => (this.memory = id), remembered: () => this.memory };
    this.desk = new Desk(sheet, device.storeFor(this), tab, () => {});
    this.changeover = new Changeover(this.desk, (question) => this.asked(question));
    this.does(this.desk.start());
  }

  isHalf(name) {
    return name === "number" && this.raw.number !== "" && !/^([1-9]|10)$/.test(this.raw.number);
  }

  /** All that stands on the sheet, answer or not. */
  get shown() {
    return [this.raw, this.desk.content];
  }

  asked(question) {
    return new Promise((resolve) => {
      this.question = { question, resolve };
    });
  }

  answer(random) {
    const { question, resolve } = this.question;
    const answers = { "leave-unsaved": ["", "leave"], "replace-unsaved": ["", "new"], replace: ["", "new", "replace"] };
    const answer = answers[question][Math.floor(random() * answers[question].length)];
    if (answer === "leave" || answer === "replace" || (question === "replace-unsaved" && answer)) this.device.give(this.shown);
    this.question = null;
    resolve(answer);
  }

  /** Nothing is typed until it is done. */
  waits(promise) {
    this.isWaiting = true;
    const done = promise.finally(() => {
      this.isWaiting = false;
    });
    this.does(done);
  }

  /** The reader goes on meanwhile. */
  does(promise) {
    this.busy += 1;
    promise
      .catch((error) => assert.match(error.message, /^storage-/))
      .finally(() => (this.busy -= 1));
  }
}

const words = { made: 0 };
function word(device) {
  const made = `word${(words.made += 1)}`;
  device.typed.add(made);
  return made;
}

/** What a reader can do; each gets the tab, the device and the chances. */
const ACTIONS = {
  type(tab, device, random) {
    const name = pick(random, ["one", "two"]);
    device.give(tab.raw[name]);
    tab.raw[name] = random() < 0.2 ? "" : word(device);
    tab.desk.save();
  },
  number(tab, _, random) {
    tab.raw.number = pick(random, ["", "7", "3", "11", "7.5"]);
    tab.desk.save();
  },
  nickname(tab, device) {
    device.give(tab.desk.nickname);
    tab.desk.nickname = word(device);
    tab.desk.save();
  },
  values(tab, device) {
    tab.desk.snapshots = [...tab.desk.snapshots, { saved: word(device), values: {} }];
    tab.desk.save();
  },
  change(tab, device, random) {
    const { changes, ...rest } = tab.desk.content;
    device.give(changes ?? {});
    const wanted = random() < 0.2 ? undefined : { words: { title: [word(device), "lv"] } };
    tab.desk.put({ ...rest, changes: wanted }, false);
  },
  file(tab, device) {
    if (tab.desk.isBlank || tab.desk.sheet.halfTyped().length) return;
    const { answers, ...rest } = tab.desk.content;
    const kept = Object.entries(answers).filter(([name]) => !Object.hasOwn(tab.desk.unplaced, name));
    device.files.push({ ...structuredClone(rest), answers: Object.fromEntries(kept) });
    tab.changeover.filed();
  },
  open(tab, device, random) {
    if (device.files.length) tab.does(tab.changeover.openFile(structuredClone(pick(random, device.files))));
  },
  fresh: (tab) => tab.does(tab.changeover.startCopy()),
  choose(tab, device, random) {
    const id = pick(random, [...device.records.keys()]);
    if (id) tab.does(tab.changeover.openCopy(id));
  },
  remove(tab, device, random) {
    const id = pick(random, [...device.records.keys()]);
    if (!id || tab.busy || device.trouble) return;
    if (id === tab.desk.id) device.give(tab.shown);
    tab.waits(tab.changeover.removeCopy(id));
  },
  undo: (tab) => tab.changeover.undo(),
  other(tab, device) {
    if (tab.desk.problem !== "conflict") return;
    // It can be brought back as long as nothing else is done.
    device.give(tab.shown);
    tab.waits(tab.changeover.showOther());
  },
  mine(tab) {
    if (tab.desk.problem === "conflict" || tab.desk.problem === "gone") tab.desk.keepAsNew();
  },
  look: (tab) => tab.does(tab.desk.save().then(() => tab.desk.check())),
  clear: (_, device, random) => (random() < 0.2 ? device.clear() : undefined),
  trouble(_, device, random) {
    device.trouble = pick(random, ["", "", "", "storage-full", "storage-blocked"]);
  },
};
// What readers do most comes most often.
const USUAL = [...Object.keys(ACTIONS), "type", "type", "type", "nickname", "file", "open", "choose", "fresh", "remove"];

/** Reloads a tab that has come to rest and would not be questioned. */
function reload(device, index) {
  const tab = device.tabs[index];
  if (tab.busy || tab.question || !device.isIdle || ["unsaved", "half"].includes(tab.desk.standing)) return;
  device.tabs[index] = new Tab(device, tab.memory);
}

function nothingIsLost(device, said) {
  const there = new Set(wordsIn([[...device.records.values()], device.files, device.tabs.map((tab) => tab.shown)]));
  for (const typed of device.typed) assert.ok(there.has(typed) || device.given.has(typed), `${typed} is lost ${said}`);
}

/** `saved` must mean it, and what is not stored must be said. */
function isSaidAsItIs(device, { desk }, said) {
  const { standing, content } = desk;
  const stored = device.records.get(desk.id);
  const isStored = stored && ["nickname", "answers", "snapshots", "changes"].every((part) => isDeepStrictEqual(stored[part], content[part]));
  if (standing === "saved") assert.ok(isStored, `“saved” is wrong ${said}`);
  if (standing === "") assert.ok(desk.isBlank, `nothing is said ${said}`);
}

async function settle(device, random) {
  for (let turns = 0; turns < 1000; turns += 1) {
    for (const tab of device.tabs) if (tab.question) tab.answer(random);
    if (device.isIdle && device.tabs.every((tab) => !tab.busy && !tab.question)) return;
    await device.step();
    await device.tell();
  }
  assert.fail("the desk does not come to rest");
}

/** What happened in one history, with each thing that was done. */
async function history(seed) {
  const random = chance(seed);
  const device = new Device();
  // A copy that another version of the sheet has written: it has an answer without a place here.
  if (random() < 0.3) {
    const answers = { one: word(device), gone: word(device) };
    const old = { id: "old", worksheet: "sheet", created: "", changed: "", revision: 3, nickname: "", answers, snapshots: [] };
    device.records.set("old", old);
  }
  device.tabs.push(new Tab(device, null));
  if (random() < 0.6) device.tabs.push(new Tab(device, null));
  const done = [];
  for (let act = 0; act < ACTS; act += 1) {
    const index = Math.floor(random() * device.tabs.length);
    const tab = device.tabs[index];
    const name = pick(random, USUAL);
    if (tab.question) tab.answer(random);
    else if (!tab.isWaiting) ACTIONS[name](tab, device, random);
    done.push(`${index}:${name}`);
    await turn();
    const steps = Math.floor(random() * 4);
    for (let step = 0; step < steps; step += 1) await (random() < 0.7 ? device.step() : device.tell());
    if (random() < 0.25) {
      await settle(device, random);
      for (const one of device.tabs) isSaidAsItIs(device, one, `after ${done.join(" ")} (${seed})`);
      if (random() < 0.3) reload(device, index);
    }
    nothingIsLost(device, `after ${done.join(" ")} (${seed})`);
  }
  await settle(device, random);
  for (const one of device.tabs) isSaidAsItIs(device, one, `after ${done.join(" ")} (${seed})`);
  nothingIsLost(device, `after ${done.join(" ")} (${seed})`);
  return { done, stored: device.records.size };
}

test("no history of one or two tabs loses an answer or calls saved what is not", async () => {
  const seen = new Set();
  let stored = 0;
  for (let seed = 1; seed <= HISTORIES; seed += 1) {
    const told = await history(seed);
    for (const one of told.done) seen.add(one.split(":")[1]);
    stored += told.stored;
  }
  assert.deepEqual([...seen].toSorted(), Object.keys(ACTIONS).toSorted());
  assert.ok(stored > HISTORIES);
});
