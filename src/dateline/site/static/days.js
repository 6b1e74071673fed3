// Days of the last week as "2 days ago", with the day itself on hover. The page's own words stay for everything older.
const language = document.documentElement.lang || "en";
const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
for (const time of document.querySelectorAll("time[data-day]")) {
  const age = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(`${time.dateTime}T00:00:00`)) / 86400000);
  if (age < 0 || age > 6) continue;
  time.title = time.textContent;
  time.textContent = words.format(-age, "day");
}
