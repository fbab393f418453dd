// What is kept of a session while it is held, and of one that has ended: the clock, and the notes by phase. Every change is
// written on top of what is stored at that moment, so that notes of another tab stay.
import { told } from "../core/element.js";
import { keyOf } from "../core/records.js";
import { textsIn, titlesIn } from "../core/held.js";
import { changed } from "../core/running.js";
import { get, update } from "../core/store.js";
import { restore } from "../core/timer.js";
import { recordKey } from "./record.js";

/**
 * @import { PagePhase } from "./outline.js"
 * @import { Stored } from "../core/store.js"
 * @import { Run } from "../core/timer.js"
 * @typedef {{run: Run, notes: Record<string, string>, sound: boolean}} Kept
 */

const language = document.documentElement.lang;

export class Keeping {
  #key;
  // Notes of this tab that are not written yet.
  /** @type {Map<string, string>} */
  #typed = new Map();
  #queue = Promise.resolve();

  /**
   * @param {string} session
   * @param {PagePhase[]} phases
   * @param {string} title of the guide
   */
  constructor(session, phases, title) {
    this.session = session;
    this.phases = phases;
    this.title = title;
    this.#key = keyOf("runs", session);
  }

  /** @param {string | null} key */
  concerns(key) {
    return key === null || key === this.#key;
  }

  /** Resolves when all that was to be written is written, or could not be. */
  settled() {
    return this.#queue;
  }

  /** Forgets what was typed: a session begins. */
  begin() {
    this.#typed.clear();
  }

  /**
   * @param {string} id of a phase
   * @param {string} note
   */
  note(id, note) {
    this.#typed.set(id, note);
  }

  /**
   * Writes the run; one that has ended becomes a record, and one that goes on after all is none. Rejects where nothing can
   * be stored.
   * @param {Run} run
   * @param {boolean} sound
   */
  write(run, sound) {
    const typed = new Map(this.#typed);
    const writing = this.#queue.then(() => this.#write(run, sound, typed));
    this.#queue = writing.catch(() => {});
    return writing;
  }

  /**
   * @param {Run} run
   * @param {boolean} sound
   * @param {Map<string, string>} typed
   */
  async #write(run, sound, typed) {
    const record = recordKey(this.session, run.started);
    const [to, from] = run.ended === null ? [this.#key, record] : [record, this.#key];
    const before = await get("marks", from);
    await update("marks", to, (old) => this.#stored(to, { run, sound }, [before, old], typed));
    if (before) await update("marks", from, (old) => (old?.started === run.started ? undefined : old));
    for (const [id, note] of typed) if (this.#typed.get(id) === note) this.#typed.delete(id);
    changed();
  }

  /**
   * @param {string} key
   * @param {{run: Run, sound: boolean}} now
   * @param {(Stored | undefined)[]} before what is stored of it, the older first
   * @param {Map<string, string>} typed
   */
  #stored(key, { run, sound }, before, typed) {
    const same = before.filter((one) => one?.started === run.started);
    const titles = Object.assign({}, ...same.map((one) => titlesIn(one?.titles)));
    const notes = Object.assign({}, ...same.map((one) => textsIn(one?.notes)), Object.fromEntries(typed));
    return {
      key,
      ...run,
      sound,
      notes: textsIn(notes),
      session: this.session,
      title: this.title,
      path: told(document.body, "path"),
      isForClient: document.documentElement.classList.contains("client-view"),
      language,
      titles: { ...titles, [language]: Object.fromEntries(this.phases.map(({ id, title }) => [id, title])) },
    };
  }

  /**
   * What is stored of the session that is held, or of the one that began at an instant and has ended since.
   * @param {number | null} started
   * @returns {Promise<Kept | null>}
   */
  async recall(started) {
    const stored = await get("marks", this.#key);
    const found = this.#kept(stored);
    if (found?.run.ended === null) return found;
    return started === null ? null : this.#kept(await get("marks", recordKey(this.session, started)));
  }

  /** @param {Stored | undefined} stored */
  #kept(stored) {
    const run = restore(stored, this.phases.map(({ id }) => id));
    if (!run) return null;
    return { run, notes: { ...textsIn(stored?.notes), ...Object.fromEntries(this.#typed) }, sound: stored?.sound === true };
  }
}
