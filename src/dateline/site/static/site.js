// What scripts add: the menu's place, lighting facts, keys, comments on words, relative days, the map's drag, the app. Every page works without them.
import "./menu.js";
import "./reading.js";
import "./keys.js";
import "./selecting.js";
import "./days.js";
import "./map.js";
import "./app.js";
