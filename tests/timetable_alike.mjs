// Lays out days as a page does: for the tests, which compare that with what the build does.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { appointments, dates, timetable } = await import(new URL("timetable.js", pathToFileURL(`${process.argv[2]}/`)));
const { cases, calendars } = JSON.parse(readFileSync(0, "utf8"));
const days = cases.map(({ units, timing }) => timetable(units, timing));
const meetings = cases.map(({ units }, n) => appointments(units, days[n]));
const found = calendars.map(({ first, weekdays, count }) => dates(first, weekdays, count));
process.stdout.write(JSON.stringify({ days, meetings, dates: found }));
