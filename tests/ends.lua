-- ends.lua -- how runs end: streams that are closed or full, and who is told.
--
--   lua5.4 tests/ends.lua out/massc
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local lab = require "lab" (arg[1])
local check = kit.check

local oscillator = [[
use Generic2dOscillator
simulate heun with dt = 0.1, duration = 10
observe m = mean(V)
explore e
  dynamics.a = grid(-2, 1, 7)
end
]]

-- ---- streams ----

local run = "run model.mass --engine tcc --out results"

-- Every command that prints, with a standard output that takes nothing.
local function streams()
  lab.write(oscillator)
  kit.write(lab.home .. "/script.lua", "print(massc.version)\n")
  local commands = { run, run .. " --quiet", "list", "show Generic2dOscillator", "help", "help run", "--version",
                     "space model.mass", "space model.mass e 0", "space model.mass e --csv", "emit model.mass",
                     "run model.mass --dump c", "run model.mass --dump space" }
  for _, command in ipairs(commands) do
    lab.says(command .. ", closed stdout", 3, { "standard output: it is closed" }, command .. " >&-")
    lab.says(command .. ", full stdout", 3, { "No space left" }, command .. " >/dev/full")
    lab.says(command .. ", stderr is closed", 0, {}, command .. " 2>&-")
    lab.says(command .. ", stdin is closed", 0, {}, command .. " <&-")
  end
  lab.says("a script, closed stdout", 3, { "standard output: it is closed" }, "lua script.lua >&-")
  lab.says("a script, full stdout", 3, { "cannot write to the standard output" }, "lua script.lua >/dev/full")
  lab.says("check has nothing to print", 0, {}, "check model.mass >&- 2>&- <&-")
end

-- The reader is gone before the first byte, and output is longer than any buffer.
local function readers()
  lab.write(oscillator:gsub("7%)", "70000)"))
  for _, command in ipairs { "space model.mass e --csv", "emit model.mass", "list", run } do
    local output = kit.run(("cd %s && { sleep 0.2; XDG_CACHE_HOME=%s/cache %s %s; echo exit $? >code; } | true; cat code")
                           :format(lab.home, lab.home, lab.program, command))
    check(output:find("exit 0", 1, true) and not output:find("error", 1, true),
          command .. ": a reader that went away ends it quietly", output)
  end
end

-- No file may get the number of a stream: what is printed would land in it.
local function files_beside_streams()
  lab.write(oscillator)
  lab.call("run model.mass --engine tcc --quiet --out whole")
  local want = kit.read(lab.home .. "/whole/e.csv")
  for _, closed in ipairs { "2>&-", "<&-", "<&- 2>&-", ">/dev/full", "<&- >/dev/full 2>&-" } do
    kit.run("rm -rf " .. lab.home .. "/results")
    lab.call(run .. " " .. closed)
    check(want and kit.read(lab.home .. "/results/e.csv") == want, "the table is whole with " .. closed,
          kit.read(lab.home .. "/results/e.csv"))
  end
  kit.run("rm -rf " .. lab.home .. "/results")
  lab.call(run .. " <&- >&- 2>&-")
  check(not kit.read(lab.home .. "/results/e.csv"), "a closed stdout is found out before the run")
end

-- ---- names and sizes that files cannot hold ----

-- [text] is refused by check and run alike, before anything is written.
local function refused(title, words, text, options)
  lab.write(text)
  for _, command in ipairs { "check", "run" } do
    kit.run("rm -rf " .. lab.home .. "/results")
    lab.says(title .. ", " .. command, 1, words, ("%s model.mass %s%s"):format(command, options or "",
             command == "run" and " --quiet --engine tcc --out results" or ""))
    local left = kit.run("ls " .. lab.home .. "/results 2>/dev/null")
    check(left == "", title .. ", " .. command .. ": nothing is written", left)
  end
end

local function accepted(title, text)
  lab.write(text)
  kit.run("rm -rf " .. lab.home .. "/results")
  lab.says(title, 0, {}, "run model.mass --quiet --engine tcc --out results")
  local nc = kit.run("cat " .. lab.home .. "/results/*.nc")
  check(nc:sub(2, 4) == "HDF", title .. ": NetCDF is written")
end

local function explore(name, body, head)
  return (oscillator:gsub("explore e.*", "")) .. (head or "") .. "explore " .. name .. "\n" .. body .. "end\n"
end

local function names()
  local function observe(n) return explore("e", "  a = [-2, -1]\n", "observe " .. ("o"):rep(n) .. " = std(V)\n") end
  refused("an observation of 257 letters", { "model.mass:4:9", "256 bytes", "^" }, observe(257))
  accepted("an observation of 256 letters", observe(256))
  local function list(n) return explore("e", "  param " .. ("p"):rep(n) .. " = [[1, 2], [3, 4]]\n") end
  refused("an array of 251 letters", { "model.mass:5:9", "256 bytes" }, list(251))
  accepted("an array of 250 letters", list(250))
  refused("an exploration of 201 letters", { "model.mass:4:9", "200 bytes" }, explore(("e"):rep(201), ""))
  accepted("an exploration of 200 letters", explore(("e"):rep(200), ""))
  local function axes(n, group)
    local text = ""
    for i = 1, n do text = text .. ("  param p%d = [%d]\n"):format(i, i) end
    return explore("e", group and "  group g\n" .. text .. "  end\n" or text)
  end
  refused("28 dimensions", { "model.mass:32:9", "28 dimensions", "27", "group" }, axes(28))
  accepted("27 dimensions", axes(27))
  accepted("28 axes of one group", axes(28, true))
  for _, word in ipairs { "status", "point", "trial", "time", "node", "state" } do
    refused("observe " .. word, { "model.mass:3:9", "'" .. word .. "'", "choose another" }, (oscillator:gsub("observe m", "observe " .. word)))
    refused("an axis " .. word, { "model.mass:5:9", "'" .. word .. "'" }, explore("e", "  param " .. word .. " = [1, 2]\n"))
    refused("--axis on " .. word, { "--axis:1:1", "'" .. word .. "'" }, "param " .. word .. " = 1\n" .. oscillator, ("--axis '%s=[1, 2]'"):format(word))
    refused("a group " .. word, { "'" .. word .. "'" }, explore("e", "  group " .. word .. "\n  a = [1]\n  b = [1]\n  end\n"))
  end
  refused("an observation called like an axis", { "model.mass:3:9", "'b'" },
          "use ReducedWongWang\nsimulate heun with dt = 0.1, duration = 1\nobserve b = last(S)\nnetwork\n  nodes 2\n  graph weights = ones\n" ..
          "  coupling instant = L(S)\nend\ncoupling L\n  from x\n  param b = 1\n  pre = x_j\n  post = b*sum\nend\nexplore e\n  instant.b = [1]\n" ..
          "  group b\n  w = [1, 2]\n  J_N = [1, 2]\n  end\nend\n")
end

-- Labels of groups made by a script may be any text.
local function labels()
  lab.write((oscillator:gsub("explore", "observe m_m = max(V)\nexplore")))
  local function run_label(label)
    kit.write(lab.home .. "/label.lua", ([[
local x = massc.load("model.mass")
local s = massc.space{ ["dynamics.a"] = massc.list({1, 2}, {group = %q}), ["dynamics.b"] = massc.list({1, 2}, {group = %q}),
                       ["dynamics.c"] = massc.grid(0, 1, 2) }
x:run(s, {quiet = true})
x:run(s, {quiet = true, out = "labels"})
]]):format(label, label))
    kit.run("rm -rf " .. lab.home .. "/labels")
    return lab.call("lua label.lua")
  end
  for label, word in kit.sorted { ["m"] = "'m'", ["m/m"] = "one name in NetCDF", ["time"] = "'time'", ["a\tb"] = "character", ["blank "] = "blank", ["\xff"] = "character",
                                  ["dynamics/c"] = false, ["any label, really"] = false, ["τ"] = false } do
    local output, code = run_label(label)
    local wrong = word and (code == 0 or not output:find(word, 1, true)) or not word and code ~= 0
    check(not wrong, ("a script's group %q"):format(label), ("exit code %d\n%s"):format(code, output))
    local left = kit.run("ls " .. lab.home .. "/labels 2>/dev/null")
    check((left ~= "") == not word, ("a script's group %q: files"):format(label), left)
  end
end

streams()
readers()
names()
labels()
files_beside_streams()
kit.finish()
