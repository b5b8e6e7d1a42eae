-- options.lua -- a run in Lua is a run of the command line: the same options, the same
-- meaning, the same warnings, the same exit codes. arg[1] is the program.
local program = assert(arg[1], "usage: massc lua tests/lua/options.lua PROGRAM")
local folder = os.tmpname()
os.remove(folder)
os.execute("mkdir " .. folder)

local function write(name, text)
  local file = assert(io.open(folder .. "/" .. name, "w"))
  file:write(text)
  file:close()
  return folder .. "/" .. name
end
local function read(path)
  local file = assert(io.open(path, "rb"), path)
  local text = file:read("a")
  file:close()
  return text
end
-- What a command prints, and its exit code.
local function shell(words)
  local pipe = io.popen(words .. " 2>&1; echo \" $?\"")
  local text = pipe:read("a")
  pipe:close()
  return text:match("^(.*) (%d+)\n$")
end
local function fails(text, f, ...)
  local ok, why = pcall(f, ...)
  assert(not ok and why:find(text, 1, true), ("expected '%s', got '%s'"):format(text, tostring(why)))
end

local file = write("leak.mass", [[
model Leak
  state v = 1 ~ Normal(0, 1)
  param I = 0.5
  v' = -v + I
end
network
  nodes 2
  dynamics Leak
  noise additive with sigma = 0.1, key = 0
end
simulate heun with dt = 0.1 ms, duration = 10 ms
observe m = mean(v)
observe s = std(v)
explore drive key 5
  dynamics.I = grid(0, 1, 3)
  trials 4
end
explore typical key 5
  dynamics.I = grid(0, 1, 3)
  trials 4 average
end
explore plain
  dynamics.I ~ Normal(0, 1) n 3
end
]])
local e = massc.load(file)

-- The CSV that the command line writes for [words], and the one that a run with [options] writes.
local function same(name, words, options)
  local here, there = folder .. "/lua", folder .. "/cli"
  local text, code = shell(("%s run %s %s --quiet --out %s %s"):format(program, file, name, there, words))
  assert(code == "0", text)
  options.out, options.quiet = here, true
  e:run(name, options)
  assert(read(here .. "/" .. name .. ".csv") == read(there .. "/" .. name .. ".csv"), name .. " " .. words)
end
warn("@off")
same("plain", "", {})
same("plain", "--set noise.sigma=0.3 --set I=2", { set = { ["noise.sigma"] = 0.3, I = 2 } })
same("plain", "--set noise.sigma=0.3 --set simulate.dt='0.05 ms'", { set = { noise = { sigma = 0.3 }, simulate = { dt = "0.05 ms" } } })
same("plain", "--set 'simulate.duration=5 ms'", { set = { ["simulate.duration"] = "5 ms" } })
same("drive", "--axis 'I=grid(0, 1, 5)'", { axis = { I = massc.grid(0, 1, 5) } })
same("drive", "--axis 'noise.sigma=[0.1, 0.2]'", { axis = { noise = { sigma = massc.list { 0.1, 0.2 } } } })
same("drive", "--axis 'noise.sigma=[0.1, 0.2]'", { axis = { ["noise.sigma"] = { 0.1, 0.2 } } })
same("drive", "--axis 'noise.sigma=[0.1, 0.2]'", { axis = { ["noise.sigma"] = "[0.1, 0.2]" } })
same("plain", "--axis 'I~Beta(2, 5) n 4'", { axis = { I = massc.Beta(2, 5, { n = 4 }) } })
same("plain", "--axis 'I~Beta(2, 5) n 4'", { axis = { I = "~ Beta(2, 5) n 4" } })
same("plain", "--axis 'noise.key=split(3, 2)'", { axis = { ["noise.key"] = massc.split(3, 2) } })
same("drive", "--key 9", { key = 9 })
same("drive", "--key -9", { key = -9.0 })
same("drive", "--trials 7", { trials = 7 })
same("plain", "--trials 2", { trials = 2 })
same("typical", "--trials 3", { trials = 3 })
same("plain", "--real f32", { real = "f32" })
same("plain", "--engine tcc --threads 1 --lanes 4", { engine = "tcc", threads = 1, lanes = 4 })
same("typical", "--strict", { strict = true })
same("plain", "--templates templates", { templates = "templates" })

-- noise that is kept, in both directions
local kept = folder .. "/noise.npy"
same("plain", "--save-noise " .. kept, { save_noise = folder .. "/lua.npy" })
assert(read(kept) == read(folder .. "/lua.npy"))
local once = e:run("plain", { set = { ["noise.sigma"] = 0.5 } })
assert(e:run("plain", { load_noise = kept, set = { ["noise.sigma"] = 0.5, ["noise.key"] = 77 } }).m[2] == once.m[2])
e:run("drive", { save_noise = folder .. "/trials.npy" })
fails("load_noise: '" .. folder .. "/trials.npy' does not fit", e.run, e, "plain", { load_noise = folder .. "/trials.npy" })
fails("save_noise writes a NumPy array", e.run, e, "plain", { save_noise = "noise.csv" })
fails("not of a slice", e.run, e, e:space("plain"):slice(1), { load_noise = kept })

-- stats
e:run("plain", { stats = folder .. "/stats.json", lanes = 2 })
assert(read(folder .. "/stats.json"):find('"exploration": "plain"', 1, true))
assert(read(folder .. "/stats.json"):find('"lanes": 2', 1, true))

-- every option of the command line is one here, but for those that print, draw, make programs, or name no experiment
local apart = { ["no-files"] = true, data = true, dump = true, from = true, help = true, plot = true }
local count = 0
for name in shell(program .. " help run"):gmatch("\n  %-%-([%w-]+)") do
  local ok, why = pcall(e.run, e, "plain", { [name:gsub("-", "_")] = {} })
  local unknown = why and tostring(why):find("unknown option", 1, true) ~= nil
  assert(unknown == (apart[name] == true), name .. ": " .. tostring(why))
  count = count + 1
end
assert(count > 12)

-- the table of docs/lua.md holds them all
local documented = read("docs/lua.md")
for name in shell(program .. " help run"):gmatch("\n  %-%-([%w-]+)") do
  assert(apart[name] or documented:find("\n| `" .. name:gsub("-", "_") .. "`", 1, true), name .. " is not in docs/lua.md")
end

-- warnings: those of the command line, once each
local function words_of(script)
  return shell(program .. " lua " .. write("script.lua", ("local e = massc.load '%s'\n"):format(file) .. script))
end
local text, code = words_of "e:run('drive', {set = {['dynamics.I'] = 0.5}, quiet = true})"
local line = ": warning: 'dynamics.I' is an axis of exploration 'drive'; the value set here is not used [set-on-axis]"
assert(code == "0" and text:find("set:1:1" .. line, 1, true), text)
assert(shell(program .. " run " .. file .. " drive --set dynamics.I=0.5 --no-files --quiet"):find("--set:1:1" .. line, 1, true))
text = words_of "e:run('drive', {quiet = true})"
assert(text == "", text)
write("zip.mass", "explore z zip\n  param a = grid(0, 1, 3)\n  param b = grid(0, 1, 2)\n  observe c = a + b\nend\n")
text = shell(program .. " lua " .. write("script.lua", ("massc.load('%s/zip.mass'):run{quiet = true}"):format(folder)))
assert(text:find("In zip mode, effective axes have different sizes [3, 2]. Using minimum size 2", 1, true), text)

-- strict, and files that are not there: the exit codes of the command line
local blow = "set = {['simulate.dt'] = 100, ['simulate.duration'] = '100 s'}, quiet = true"
text, code = words_of("e:run('plain', {strict = true, " .. blow .. "})")
assert(code == "4" and text:find("script.lua:2: plain: 3 of 3 points left the finite numbers; see column status", 1, true), text)
text, code = words_of("e:run('plain', {" .. blow .. "})")
assert(code == "0" and text:find("3 of 3 points left the finite numbers", 1, true), text)
text, code = words_of("pcall(e.run, e, 'plain', {strict = true, " .. blow .. "}) error('mine')")
assert(code == "1" and text:find("mine", 1, true), text)
text, code = words_of "massc.load 'nowhere.mass'"
assert(code == "3" and text:find("script.lua:2: no file 'nowhere.mass'", 1, true), text)
text, code = words_of "massc.load('nowhere.mass'"
assert(code == "1", text)

-- a space that stands for an exploration: what it does not say is as the file says
local drive, typical = e:run("drive"), e:run("typical")
local space = massc.space { ["dynamics.I"] = massc.grid(0, 1, 3) }
local function equal(a, b)
  assert(#a == #b)
  for _, name in ipairs(a.columns) do
    for i = 1, #a do assert(a:column(name)[i] == b:column(name)[i], name) end
  end
end
equal(e:run(space, { explore = "drive" }), drive)
equal(e:run(space, { explore = "typical" }), typical)
equal(e:run(e:space("typical")), typical)
assert(#typical == 3 and #drive == 12)
local more = e:run(massc.space({ ["dynamics.I"] = massc.grid(0, 1, 3) }, { trials = 6 }), { explore = "typical" })
assert(#more == 3 and more.m[1] ~= typical.m[1])
local other = e:run(massc.space({ ["dynamics.I"] = massc.grid(0, 1, 3) }, { key = 6 }), { explore = "drive" })
assert(#other == 12 and other.m[1] ~= drive.m[1])
equal(e:run(space, { explore = "drive", key = 6 }), other)
local second = e:run(space:slice(1, 2), { explore = "drive" })
assert(#second == 4 and second.m[4] == drive.m[8])
fails("give the space {trials = 4}", e.run, e, space:slice(nil, nil, 2), { explore = "drive" })
assert(#e:run(space) == 3 and #e:run(space, { trials = 5 }) == 15 and #e:run(space, { explore = "drive", trials = 2 }) == 6)
assert(#e:run(e:space("drive"), { trials = 2 }) == 6)
fails("made of a space with 4 trials, and 'trials' is 2", e.run, e, e:space("drive"):slice(1), { trials = 2 })

-- what is wrong
fails("goes with an exploration of the file", e.run, e, space, { axis = { v = massc.grid(0, 1, 2) } })
fails("'threads' takes a whole number from 1 to 1024, not '0'", e.run, e, "plain", { threads = 0 })
fails("'trials' takes a whole number from 1 to 1000000, not '0'", e.run, e, "plain", { trials = 0 })
fails("'lanes' takes a power of two", e.run, e, "plain", { lanes = 3 })
fails("'key' takes an integer of at most 64 bits, not '1.5'", e.run, e, "plain", { key = 1.5 })
fails("option 'strict' is true or false, got 1", e.run, e, "plain", { strict = 1 })
fails("option 'real' is a number or a string, got table", e.run, e, "plain", { real = {} })
fails("'compress' is for the NetCDF file, and none is written; leave it out, or add nc to 'format'", e.run, e, "plain",
      { compress = 3, format = "csv", out = "x" })
fails("unknown option 'save_nois'; did you mean 'save_noise'?", e.run, e, "plain", { save_nois = "a" })
fails("cannot read templates in '/nowhere'", e.run, e, "plain", { templates = "/nowhere" })
fails("option 'axis' is a table", e.run, e, "plain", { axis = "grid" })
fails("an axis has a name", e.run, e, "plain", { axis = { massc.grid(0, 1, 2) } })
fails("'I' cannot be an axis of a boolean", e.run, e, "plain", { axis = { I = true } })
fails("'I' has a group", e.run, e, "plain", { axis = { I = massc.grid(0, 1, 2, { group = "g" }) } })
fails("axis:1:3: error: 'I' is fixed here", e.run, e, "plain", { axis = { I = 3 } })
fails("set:1:1: error: unknown quantity 'J'", e.run, e, "plain", { set = { J = 3 } })
local loop = {}
loop.x = loop
fails("nested too deeply", e.run, e, "plain", { set = loop })
os.execute("rm -r " .. folder)
