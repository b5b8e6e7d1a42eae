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

streams()
readers()
files_beside_streams()
kit.finish()
