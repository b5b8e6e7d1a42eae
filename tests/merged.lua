-- merged.lua -- the shipped experiments, shorter than they are, whole and in pieces: all files the same to the byte.
--
--   lua5.4 tests/merged.lua out/massc [--all]       --all: as many shards as points also where these are many
--
-- Held against each other: the files of a run of all rows, and those merged from 1, 2, 7 shards, from as many as there
-- are points, and from three more; and so the pieces of programs that massc build made.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local options = assert(kit.options(arg, { all = false }))
local lab = require "lab" (arg[1])
local pieces = require "pieces" (lab)

kit.uses("tests/merged.lua")

local MANY = options.all and math.huge or 13
local short = {
  ["dk_average"] = "--set simulate.duration=20ms", ["jansen_rit_network"] = "--set simulate.duration=600ms --set simulate.dt=2ms",
  ["kuramoto_order"] = "--set simulate.duration=2ms --set simulate.transient=1ms", ["oscillator"] = "--set simulate.duration=2ms",
  ["rww_explorations"] = "--set simulate.duration=1ms", ["rww_g_sweep"] = "", ["spaces"] = "", ["wilson_cowan_hysteresis"] = "--set simulate.duration=910ms --set simulate.dt=5ms",
}

local function sh(command) return kit.run(("cd %s && export XDG_CACHE_HOME=%s/cache && { %s\n}"):format(lab.home, lab.home, command)) end

-- Files of the whole that are others in the merged folder or are not there, and the other way round.
local function differences()
  return sh("for f in $(ls whole/out merged | grep -v : | sort -u); do cmp whole/out/$f merged/$f; done")
end

local function holds(title, text, n, how, program)
  local ok, said = pieces.run_in("parts", text, n, how, program)
  said = ok and sh(("rm -rf merged; %s merge parts/out --out merged --quiet"):format(lab.program)) or said
  local differ = said == "" and differences() or said
  kit.check(differ == "", ("%s, %d shards"):format(title, n), differ)
end

-- Rows of each exploration, as companions say.
local function rows_of()
  local rows = {}
  for name in kit.left_in(lab.home .. "/whole/out"):gmatch("([^/ ]+)%.json") do
    rows[name] = tonumber(kit.read(lab.home .. "/whole/out/" .. name .. ".json"):match('"rows": (%d+)'))
  end
  return rows
end

for _, path in ipairs(kit.files("models/experiments", "%.mass$")) do
  local title, text = path:match("([^/]+)%.mass$"), kit.read(path)
  local how = short[title]
  if not how then
    kit.check(false, title .. ": how to make it short")
  else
    local ok, said = pieces.run_in("whole", text, nil, how)
    kit.check(ok, title .. " runs", said)
    local rows = rows_of()
    for _, n in ipairs { 1, 2, 7 } do holds(title, text, n, how) end
    for name, points in kit.sorted(rows) do
      if points <= MANY then
        ok, said = pieces.run_in("whole", text, nil, how .. " " .. name)
        kit.check(ok, ("%s %s runs"):format(title, name), said)
        for _, n in ipairs { points, points + 3 } do holds(title .. " " .. name, text, n, how .. " " .. name) end
      end
    end
  end
end

-- ---- pieces of programs that were built ---------------------------------------------------------------

-- Texts and arrays are those of massc run; of its own whole run all files are.
local function built(title, text)
  local how = "--format csv,nc,npy"
  lab.write(text)
  local output, code = lab.call("build model.mass -o prog")
  if not kit.check(code == 0, title .. " is built", output) then return end
  pieces.run_in("run", text, nil, how)
  pieces.run_in("whole", text, nil, how, "../prog")
  for _, n in ipairs { 1, 2, 7 } do
    holds(title .. ", built", text, n, how, "../prog")
    local differ = sh("cd run/out && for f in *.csv *.npy; do cmp $f ../../merged/$f; done")
    kit.check(differ == "", ("%s, built, %d shards: as massc run's"):format(title, n), differ)
  end
end

if kit.has("gcc") or kit.has("clang") then
  for _, title in ipairs { "draws, keys and trials", "series", "trials that are reduced", "rows that are points", "means over trials", "carried both ways" } do
    built(title, pieces.text(title))
  end
  built("g_sweep", kit.read("models/experiments/rww_g_sweep.mass"))
else
  kit.skip("pieces of programs", "neither gcc nor clang is installed")
end

kit.finish()
