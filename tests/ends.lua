-- ends.lua -- how runs end: streams that are closed or full, names that files cannot
-- hold, what files say of where they come from, and two runs into one folder.
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
  local commands = { run, run .. " --quiet", "list", "list oscillator", "show Generic2dOscillator", "show Generic2dOscillator --latex", "eval Generic2dOscillator --jacobian",
                     "help", "help run", "--version",
                     "space model.mass", "space model.mass e 0", "space model.mass e --csv", "emit --kernel model.mass",
                     "run model.mass --dump c", "run model.mass --dump space" }
  for _, command in ipairs(commands) do
    lab.says(command .. ", closed stdout", 3, { "standard output: it is closed" }, command .. " >&-")
    lab.says(command .. ", full stdout", 3, { "No space left" }, command .. " >/dev/full")
    lab.says(command .. ", stderr is closed", 0, {}, command .. " 2>&-")
    lab.says(command .. ", stdin is closed", 0, {}, command .. " <&-")
  end
  lab.says("a script, closed stdout", 3, { "standard output: it is closed" }, "lua script.lua >&-")
  lab.says("a script, full stdout", 3, { "cannot write to the standard output" }, "lua script.lua >/dev/full")
  for _, command in ipairs { "emit --kernel model.mass -o", run .. " --quiet --stats" } do
    lab.says(command .. " a closed stderr", 3, {}, command .. " /dev/stderr 2>&-")
    lab.says(command .. " a stdout that is open", 0, { "{" }, command .. " /dev/stdout")
    lab.says(command .. " a stdout that is a pipe", 0, { "{" }, command .. " /dev/stdout | cat")
  end
  lab.says("emit -o a closed stdout", 3, { "cannot write /dev/stdout: Bad file descriptor" }, "emit --kernel model.mass -o /dev/stdout >&-")
  lab.says("emit -o stdout by number, closed", 3, { "cannot write /dev/fd/1: Bad file" }, "emit --kernel model.mass -o /dev/fd/1 >&-")
  lab.says("check has nothing to print", 0, {}, "check model.mass >&- 2>&- <&-")
end

-- The reader is gone before the first byte, and output is longer than any buffer.
local function readers()
  lab.write(oscillator:gsub("7%)", "70000)"))
  for _, command in ipairs { "space model.mass e --csv", "emit --kernel model.mass", "list", run } do
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

-- ---- where results come from ----

-- What the companion of exploration "e" says.
local function companion(folder)
  local text = kit.read(("%s/%s/e.json"):format(lab.home, folder)) or ""
  local values = {}
  for name, value in text:gmatch('  "([%w_]+)": "([^\n]*)",\n') do values[name] = value end
  values.xxh128 = text:match('"xxh128": "(%x+)"')
  values.bytes = tonumber(text:match('"bytes": (%d+)'))
  return values
end

local function run_into(folder, options, engine)
  local output, code = lab.call(("run model.mass --engine %s --out %s %s"):format(engine or "tcc", folder, options or ""))
  check(code == 0, "run into " .. folder .. " " .. (options or ""), output)
  return companion(folder), output
end

local networks = [[
use ReducedWongWang
network
  nodes 2
  graph weights = "w.csv"
  coupling instant = Linear(S) with G = 0.1
  noise additive on S with sigma = 1e-3, key = 0
end
simulate heun with dt = 0.1 ms, duration = 2 ms
observe m = mean(S)
explore e
  w = "sc.npy"
end
]]

-- A NumPy file of three numbers.
local function numpy(a, b, c)
  local header = "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }"
  header = header .. (" "):rep(127 - 10 - #header) .. "\n"
  return "\x93NUMPY\1\0" .. string.pack("<I2", #header) .. header .. string.pack("<ddd", a, b, c)
end

local function provenance()
  lab.write(networks)
  kit.write(lab.home .. "/w.csv", "0,1\n1,0\n")
  kit.write(lab.home .. "/sc.npy", numpy(0.5, 0.6, 0.7))
  local first = run_into("plain")
  local nc = kit.read(lab.home .. "/plain/e.nc")
  check(first.run_id and #first.run_id == 32 and nc:find(first.run_id, 1, true), "both files hold the run's id")
  check(first.bytes == #kit.read(lab.home .. "/plain/e.csv"), "the companion knows the length of the CSV file")
  for name, bytes in kit.sorted { ["model.mass"] = #networks, ["w.csv"] = 8, ["sc.npy"] = 128 + 24,
                                  ["<massc>/ReducedWongWang.mass"] = #kit.read(kit.uses("models/ReducedWongWang.mass")),
                                  ["<massc>/couplings/Linear.mass"] = #kit.read(kit.uses("models/couplings/Linear.mass")) } do
    local line = ("%s, %d bytes, hash "):format(name, bytes)
    check(first.files:find(line, 1, true) and nc:find(line, 1, true), "a file that was read: " .. line, first.files)
  end
  local same = run_into("same", "--threads 2 --lanes 8 --quiet")
  check(same.run_id == first.run_id, "the same question has the same id")
  check(same.xxh128 == first.xxh128, "the same table has the same hash")
  local seen = { [first.run_id] = "plain" }
  local function differs(title, values)
    check(not seen[values.run_id], "another id: " .. title, tostring(seen[values.run_id]))
    seen[values.run_id] = title
  end
  for _, options in ipairs { "--set G=0.2", "--set noise.sigma=0", "--set duration=1", "--key 3", "--real f32", "--set noise.key=1",
                             "--set 'J_N=[0.26, 0.27]'", "--axis 'w=[0.5, 0.6, 0.8]'" } do
    differs(options, run_into("other", options))
  end
  local list = "--axis 'w=[" .. ("0.5, "):rep(99) .. "%s]'"
  differs("a long list", run_into("other", list:format("0.5")))
  differs("the end of a long list", run_into("other", list:format("0.6")))
  kit.write(lab.home .. "/w.csv", "0,1\n2,0\n")
  local other = run_into("other")
  differs("a number in w.csv", other)
  check(other.files ~= first.files and #other.files == #first.files, "a number in w.csv: its hash", other.files)
  kit.write(lab.home .. "/w.csv", "0,1\n1,0\n")
  kit.write(lab.home .. "/sc.npy", numpy(0.5, 0.6, 0.75))
  differs("a number in sc.npy", run_into("other"))
  kit.write(lab.home .. "/sc.npy", numpy(0.5, 0.6, 0.7))
  run_into("other", "--save-noise noise.npy")
  local loaded = run_into("loaded", "--load-noise noise.npy")
  differs("recorded noise", loaded)
  check(loaded.files:find("noise.npy, ", 1, true), "recorded noise is a file that was read", loaded.files)
  check(run_into("again").run_id == first.run_id, "the id is the first one again")
  local name = "caf\xe9"
  kit.run(("cd %s && cp model.mass %s.mass"):format(lab.home, name))
  lab.call(("run %s.mass --engine tcc --quiet --out latin"):format(name))
  check((companion("latin").command or ""):find("caf?.mass", 1, true), "a file name that is no UTF-8 becomes text")
end

local function engines()
  lab.write(oscillator)
  for _, engine in ipairs { "tcc", "gcc", "clang" } do
    if engine ~= "tcc" and not kit.has(engine) then
      kit.skip("the version of " .. engine, "not installed")
    else
      local got = run_into(engine, "", engine).engine
      local version = engine == "tcc" and "" or kit.run(engine .. " --version"):match("(%d+%.%d+%.%d+)\n") or
                      kit.run(engine .. " --version"):match("(%d+%.%d+%.%d+)")
      check(got:sub(1, #engine) == engine and got:find(version, 1, true), engine .. " ran, and says so: " .. got)
      check(kit.read(lab.home .. "/" .. engine .. "/e.nc"):find(got, 1, true), engine .. ": NetCDF says so too")
      check(run_into(engine, "", engine).engine == got, engine .. ": a kernel of the cache knows who made it")
    end
  end
  if not kit.has("gcc") then return end
  lab.write((oscillator:gsub("duration = 10", "duration = 200000"):gsub("7%)", "512)")))
  local got = run_into("auto", "--threads 1", "auto").engine
  check(got:find("^tcc, then gcc %(?"), "auto says what it changed over to: " .. got)
end

local function overwriting()
  lab.write(oscillator)
  local _, output = run_into("over")
  check(not output:find("overwrites", 1, true), "nothing is overwritten", output)
  local function says(title, words, options)
    local _, text = run_into("over", options)
    check(text:find("overwrites over/e.csv", 1, true) and text:find(words, 1, true), title, text)
  end
  says("the same run again", "of the same question")
  says("other values", "of the same file with other values or data", "--set b=-9")
  lab.write(oscillator .. "# more\n")
  says("another file", "of another file")
  kit.run("rm " .. lab.home .. "/over/e.json")
  says("results without a companion", "of unknown origin")
  local _, quiet = run_into("over", "--quiet 2>&1 >/dev/null")
  check(quiet == "", "quiet says nothing", quiet)
end

-- ---- two runs, one folder ----

local function together()
  lab.write((oscillator:gsub("7%)", "700)")))
  local alone, csv, other = {}, {}, { A = "B", B = "A" }
  for name, options in kit.sorted { A = "--set b=-9", B = "--set b=-11" } do
    alone[name] = run_into(name, options)
    csv[name] = kit.read(("%s/%s/e.csv"):format(lab.home, name))
  end
  local wrong = {}
  for try = 1, 40 do
    local output = kit.run(([[cd %s && rm -rf both; export XDG_CACHE_HOME=%s/cache
for o in -9 -11; do { timeout 60 %s run model.mass --engine tcc --quiet --out both --set b=$o >/dev/null; echo exit $?; } & done; wait]])
                           :format(lab.home, lab.home, lab.program))
    local got = companion("both")
    local who = got.run_id == alone.A.run_id and "A" or got.run_id == alone.B.run_id and "B"
    local nc = kit.read(lab.home .. "/both/e.nc") or ""
    if output ~= "exit 0\nexit 0\n" or not who or kit.read(lab.home .. "/both/e.csv") ~= csv[who]
       or got.xxh128 ~= alone[who].xxh128 or not nc:find(alone[who].run_id, 1, true)
       or nc:find(alone[other[who]].run_id, 1, true) then
      wrong[#wrong + 1] = try .. ": " .. output
    end
  end
  check(#wrong == 0, "two runs into one folder, 40 times: all files are of one", table.concat(wrong, "\n"))
  local left = kit.run("ls -A " .. lab.home .. "/both")
  check(left == "e.csv\ne.json\ne.nc\n", "nothing else stays in the folder", left)
end

-- The noise that is kept belongs to the table too.
local function together_with_noise()
  lab.write((networks:gsub('"w.csv"', "ones"):gsub('"sc.npy"', "[0.5]")))
  local noise, wrong = {}, {}
  for key = 1, 2 do
    local id = run_into("key" .. key, ("--set noise.key=%d --save-noise key%d.npy"):format(key, key)).run_id
    noise[id] = kit.read(("%s/key%d.npy"):format(lab.home, key))
  end
  for try = 1, 20 do
    kit.run(([[cd %s && export XDG_CACHE_HOME=%s/cache
for key in 1 2; do timeout 60 %s run model.mass --engine tcc --quiet --out both --save-noise both.npy --set noise.key=$key >/dev/null & done; wait]])
            :format(lab.home, lab.home, lab.program))
    local bytes = noise[companion("both").run_id]
    if not bytes or bytes ~= kit.read(lab.home .. "/both.npy") then wrong[#wrong + 1] = try end
  end
  check(#wrong == 0, "two runs that keep their noise: it is of the one whose table is there", table.concat(wrong, " "))
end

local function locked()
  if not kit.has("flock") then return kit.skip("a folder that is locked", "no flock") end
  lab.write(oscillator)
  local function hold(seconds, command)
    return kit.run(([[cd %s && mkdir -p held && export XDG_CACHE_HOME=%s/cache; flock held sleep %s & sleep 0.3; %s; echo "exit $?"; wait]])
                   :format(lab.home, lab.home, seconds, command:gsub("MASSC", lab.program .. " run model.mass --engine tcc --quiet --out held")))
  end
  local output = hold("5", "MASSC")
  check(output:find("is writing into 'held'; waiting", 1, true) and output:find("exit 0", 1, true),
        "a run waits until the folder is free", output)
  output = hold("1", "MASSC")
  check(not output:find("waiting", 1, true) and output:find("exit 0", 1, true), "a short wait is not worth a word", output)
  kit.run("rm -rf " .. lab.home .. "/held")
  output = hold("3", "timeout --preserve-status -s INT 1 MASSC")
  local left = kit.run("ls -A " .. lab.home .. "/held")
  check(output:find("exit 130", 1, true) and left == "", "Ctrl-C ends the waiting, and nothing is left", output .. left)
end

-- ---- files that cannot be read ----

local function unreadable()
  lab.write(oscillator)
  kit.run(("cd %s && ln -sf nowhere.mass x.mass && ln -sf nowhere.csv v.csv && ln -sf loop.mass loop.mass && mkdir -p d.mass f.npy && : > e.npy && : > empty.mass")
          :format(lab.home))
  kit.write(lab.home .. "/zero.npy", (numpy(0, 0, 0):gsub("%(3,%)", "(0,)"):sub(1, 128)))
  kit.write(lab.home .. "/short.npy", numpy(0, 0, 0):sub(1, 20))
  for _, command in ipairs { "run", "check", "emit", "space" } do
    for name, words in kit.sorted { x = "'x.mass' is a link to 'nowhere.mass', which is not there", ["x.mass"] = "'x.mass' is a link to",
                                    d = "'d.mass' is a folder", ["d.mass"] = "'d.mass' is a folder", loop = "cannot read 'loop.mass': Too many levels",
                                    ["model.mass/x"] = "cannot read 'model.mass/x': Not a directory", modle = "did you mean 'model.mass'?",
                                    nothing = "no file 'nothing'" } do
      lab.says(command .. " " .. name, 3, { words }, command .. " " .. name)
    end
    lab.says(command .. " an empty file", 1, { "'empty.mass' is empty" }, command .. " empty")
  end
  for name, words in kit.sorted { ["v.csv"] = "is a link to 'nowhere.csv', which is not there", ["e.npy"] = "it is empty",
                                  ["zero.npy"] = "the array is empty", ["short.npy"] = "truncated", ["f.npy"] = "it is a directory" } do
    lab.write(('param a = "%s"\nobserve b = a\n'):format(name))
    lab.says("data from " .. name, 1, { ("model.mass:1:11: error: cannot read '%s': "):format(name), words }, "check model.mass")
  end
  lab.write("use x\n")
  lab.says("use of a link to nothing", 1, { "model.mass:1:5: error: cannot read 'x.mass': is a link to 'nowhere.mass'" }, "check model.mass")
  lab.write(oscillator)
  for n = 4, 6 do
    local output, code = kit.run(("cd %s && ulimit -n %d && XDG_CACHE_HOME=%s/cache timeout 60 %s run model.mass --engine tcc --quiet --out few%d")
                                 :format(lab.home, n, lab.home, lab.program, n))
    local left = kit.run(("ls -A %s/few%d 2>/dev/null"):format(lab.home, n))
    check(code == 0 and left == "e.csv\ne.json\ne.nc\n" or code == 3 and output:find("Too many open files", 1, true) and left == "",
          ("%d open files"):format(n), ("exit %d\n%s%s"):format(code, output, left))
  end
end

streams()
readers()
names()
labels()
provenance()
engines()
overwriting()
together()
together_with_noise()
locked()
unreadable()
files_beside_streams()
kit.finish()
