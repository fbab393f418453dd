// Writes calendars as a page does: for the tests, which read them.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { calendarOf } = await import(new URL("calendar.js", pathToFileURL(`${process.argv[2]}/`)));
const { meetings, about } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(calendarOf(meetings, { ...about, made: new Date(about.made) }));
