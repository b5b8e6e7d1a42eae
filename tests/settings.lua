-- settings.lua -- --set and --axis of a program that was made from a model: each name that --help lists gives the tables of
-- `massc run` with the same words, to the byte; each other name is refused with the reason that --help says; what is wrong
-- is told in the words of `massc run`.
--
--   lua5.4 tests/settings.lua out/massc WRITE BUILD
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local massc, write, build = kit.absolute(arg[1]), kit.absolute(arg[2]), kit.absolute(arg[3])
local quote, home, check = kit.quote, kit.home(), kit.check
local runtime = kit.absolute("runtime")

local archives = ""
for _, name in ipairs { "standalone", "job", "sweep", "sink", "data", "engine", "setting", "vector", "space", "source", "base" } do
  archives = archives .. (" %s/runtime/%s.a"):format(build, name)
end

local function in_home(command)
  return kit.run(("cd %s && XDG_CACHE_HOME=%s/cache timeout 300 %s"):format(home, home, command))
end

-- Makes ./prog of a file; what is compared is `massc run` of the same file.
local file
local function make(path, data)
  file = path
  in_home("rm -rf text; mkdir text")
  local output, code = in_home(("%s %s text - %s && gcc -O1 -march=native -ffp-contract=off -isystem %s -c text/one.c -o one.o && gcc one.o -o prog%s -lpthread -lm")
    :format(write, quote(path), quote(data), runtime, archives))
  check(code == 0, path .. ": a program is made", output)
  return code == 0
end

local function tables(folder)
  return (in_home(("sh -c 'cd %s && for f in $(ls *.csv); do echo $f; cat $f; done'"):format(folder)))
end

-- Tables, what was said, the exit code, of the program and of massc run.
local function both(words)
  in_home("rm -rf made run")
  local said, code = in_home(("sh -c %s"):format(quote("./prog --quiet --format csv --out made " .. words .. " > /dev/null")))
  local want, want_code = in_home(("sh -c %s"):format(quote(("%s run %s --engine tcc --quiet --format csv --out run %s > /dev/null"):format(massc, quote(file), words))))
  return { said = said, code = code, tables = tables("made") }, { said = want, code = want_code, tables = tables("run") }
end

-- Where a factor is fixed at 0 its term is left out: the sign of a zero is the one thing that may tell (docs/decisions.md,
-- "Terms of zero").
local function without_signs_of_zero(text)
  return (text:gsub("%-0([,%]\n])", "0%1"))
end

local function same(words)
  local got, want = both(words)
  check(want.code == 0 and want.tables ~= "", words .. ": massc runs", want.said)
  check(got.code == want.code and without_signs_of_zero(got.tables) == without_signs_of_zero(want.tables), words,
        got.said .. got.tables .. "--- massc run\n" .. want.said .. want.tables)
end

-- Names that --help lists: those that are free with their values, the others with their reasons.
local function listed()
  local help, free, fixed, into = in_home("./prog --help"), {}, {}, nil
  for line in help:gmatch("[^\n]*") do
    if line:find("^Names that %-%-set") then into = free
    elseif line:find("^Names whose") then into = fixed
    elseif line:find("^%S") then into = nil
    elseif into and line ~= "" then
      local path = line:match("^  ([^%s,]+)")
      into[#into + 1] = { path = path, short = line:match("^  [^%s,]+, (%S+)"), value = tonumber(line:match("= (%S+)")), reason = line:match(": (.*)$"),
                          is_key = line:find("a whole number", 1, true), is_set_alone = line:find("(--set alone)", 1, true) }
    end
  end
  check(#free > 0, "names are listed", help)
  return free, fixed
end

local function every_name(path, data)
  if not make(path, data) then return end
  local free, fixed = listed()
  for i, name in ipairs(free) do
    local value = name.value or 1
    local other = name.is_key and "7" or ("%.4g"):format(value*1.25 + (value == 0 and 0.125 or 0))
    local called = i % 2 == 0 and name.short or name.path
    if name.path:find("^initial") then called = name.path end           -- a column may have the state's name
    same(("--set %s=%s"):format(called, other))
    if name.is_set_alone then
      local got = both(("--axis '%s=[3, 4]'"):format(called))
      check(got.code == 1 and got.said:find(name.path .. ": its axis needs noise of each point's own", 1, true), called .. " is no axis", got.said)
    else
      same(name.is_key and ("--axis '%s=split(3, 2)'"):format(called) or ("--axis '%s=[%s, %.4g]'"):format(called, other, value))
    end
  end
  for _, name in ipairs(fixed) do
    local got = both(("--set %s=1"):format(name.path))
    check(got.code == 1 and name.reason and got.said:find(name.path .. ": " .. name.reason, 1, true), name.path .. " is refused", got.said)
  end
  return free, fixed
end

-- ---- every name ----------------------------------------------------------------------------------

local whole = require "whole_model" .. [=[
simulate heun with dt = 0.1 ms, duration = 2 ms, transient = 0.5 ms
observe r = std(y)
observe l = last(x)
explore e
  G = [0.125, 0.25]
end
explore f
  param own = 2
  b = grid(1, 2, 3)
  trials 2
end
]=]

local drawn = [=[
precision single
model M
  state v = 0.5
  param a = [0.5, 0.25, 1]
  param far = 1 ms
  v' = -a*v + (if t > far then 0.1 else 0)
end
network
  nodes 3
  dynamics M
  noise additive on v with sigma = [0.1, 0.2, 0.3], key = 5
end
simulate heun with dt = 0.1 ms, duration = 3 ms
observe m = mean(v)
observe s = std(v over node) every 1 ms
record v every 1 ms
explore e
  initial.v ~ Uniform(-1, 1)
  trials 3
end
explore steps
  a = [[1, 2, 3], [3, 2, 1]]
end
]=]

local stepped = [=[
model M
  state v = 1
  param a = 0.5 [1/s]
  v' = -a*v
end
simulate rk4 with dt = 0.1 ms, duration = 3 ms
observe m = mean(v)
explore sweep zip
  simulate.dt = [0.1, 0.2]
  a = grid(1, 2, 2)
end
]=]

local function text(name, content)
  return kit.write(("%s/%s.mass"):format(home, name), content)
end

if not kit.has("gcc") then
  kit.skip("settings of programs", "gcc is not installed")
  kit.finish()
end

every_name(text("whole", whole), "all")
check(in_home("./prog --help"):find("key of the random numbers  (--set alone)", 1, true), "an axis of keys has to be asked for")
every_name(text("whole_keys", whole), "all,gain.key,noise.key")
local _, fixed = every_name(text("drawn", drawn), "all")
local reasons = {}
for _, name in ipairs(fixed or {}) do reasons[name.path] = name.reason end
check((reasons["dynamics.far"] or ""):find("times are compared with it", 1, true), "in single precision an onset is none", reasons["dynamics.far"])

for _, name in ipairs { "rww_g_sweep", "spaces", "wilson_cowan_hysteresis" } do
  every_name(kit.absolute(kit.uses(("models/experiments/%s.mass"):format(name))), "all")
end
make(text("drawn", drawn), "all")

-- ---- forms of values and axes ---------------------------------------------------------------------

for _, words in ipairs {
  "--set 'a=[0.1, 0.2, 0.3]'", "--set a=0.3", "--set noise.sigma=0", "--set 'noise.sigma=[0, 0.5, 1]'", "--set v=0.125", "--set key=-3",
  "--axis 'a=[[1, 2, 3], [0.5, 0.25, 2]]'", "--axis 'a~Normal(0.5, 0.1) n 2 per node'", "--axis 'a~Normal(0.5, 0.1) n 2 shape 3 key 7'",
  "--axis 'noise.sigma=uniform(0, 1, 3)'", "--axis 'initial.v=grid(0, 1, 3)'",
  "--axis 'noise.sigma=range(0, 1, 0.25)' --axis 'a=loggrid(0.1, 10) n 3' --set v=2", "--key 7", "e --trials 5 --key 2", "--axis 'a=uniform(0, 1) n 2 per node broadcast'",
  "--axis 'a=sobol(0, 1, 8)'", "--axis 'a=sobol(0, 1, 4) key 3' --axis 'noise.sigma=latin(0, 1) n 5'", "--axis 'a=latin(0,1,3) per node key 2'",
  "--axis 'a = grid(1/2, 2*3^0.5, 3)'", "--axis 'a=grid(-pi,pi,3)'",
} do same(words) end
every_name(text("stepped", stepped), "all")
for _, words in ipairs { "--set a=5kHz", "--set 'a=0.2 [1/ms]'", "--axis 'a=grid(0.1 [1/ms], 300, 4)'", "--axis 'a=[1 Hz, 2 kHz]'",
                         "--axis 'dt=[0.05,0.1]' --axis 'v=grid(0,1,2)'", "--axis 'simulate.dt=[0.05 ms, 0.1]'" } do same(words) end

local got = both("--trials 3")
check(got.code == 1 and got.said:find("exploration 'sweep' has no trials, and its kernel is made for none", 1, true), "trials where there are none", got.said)

-- ---- what is wrong --------------------------------------------------------------------------------

local function told_alike(words)
  local got, want = both(words)
  check(want.code ~= 0 or want.said ~= "", words .. ": massc run says something", want.said)
  kit.same(got.said, want.said, words)
  check(got.code == want.code, words .. ": the exit code", ("%d, not %d"):format(got.code, want.code))
end

for _, words in ipairs {
  "--set a", "--set a=", "--set =3", "--set 3=3", "--set a=[1,2", "--set 'a=1 2'", "--set a=1,2", "--set a=0x3", "--set a=1.2.3", "--set 'a=[1 2]'",
  "--set 'a=(1'", "--set a=)", "--set a==3", "--set a:3", "--set 'a=1;v=2'", "--set a=1e999", "--set a=-", "--set 'a=2*'", "--set a=2^",
  "--axis 'a=grid(0,1'", "--axis 'a=grid(0 1)'", "--axis 'a=grid(0,1,3))'", "--axis 'a=grid(0,1,2]'", "--axis 'a~'", "--axis 'a=uniform(0,1) n 3 per'",
  "--axis 'a=grid(0,1) n'", "--axis 'a=grid(0,1) n 3 4'", "--axis 'a=uniform(0,1) n 3 shape (2,3'",
  "--set a=b", "--set 'a=[1,[2]]'", "--set 'a=[]'", "--set a=nan", "--set a=inf", "--set a=3mV", "--set 'a=3 Mhz'", "--set 'a=3 foo'",
  "--set a~3", "--set 'a=3 n 4'", "--set aa=3", "--set dynamics.x=3", "--set zz=3",
  "--axis a=3", "--axis 'a=linspace(0,1,3)'", "--axis 'a=gird(0,1,3)'", "--axis 'a=grid(0)'", "--axis 'a=grid(0,1)'", "--axis 'a=grid(1,0,3)'",
  "--axis 'a=grid(1,1,3)'", "--axis 'a=grid(0,1,0.1)'", "--axis 'a=grid(0,1,2.5)'", "--axis 'a=grid(0,1,3) n 3'", "--axis 'a=loggrid(0,1,3)'",
  "--axis 'a=range(0,1,-1)'", "--axis 'a=range(0,1,3)'", "--axis 'a=range(0,1,0.7)'", "--axis 'a=Normal(0,1)'", "--axis 'a~Normal(0,1)'", "--axis 'a~Norml(0,1) n 3'",
  "--axis 'a~grid(0,1) n 3'", "--axis 'a~Normal(0,-1) n 3'", "--axis 'a~Normal(0,1,2) n 3'", "--axis 'a~Uniform(1,0) n 3'", "--axis 'a=split(0,4)'", "--axis 'a=[]'",
  "--axis 'a=sobol(1,0,4)'", "--axis 'a=latin(0,1)'", "--axis 'a=lhs(0,1,4)'", "--axis 'a=[1,inf]'", "--axis 'a=grid(0,1,3) key 3'", "--axis 'a=[1,2] shape 3'", "--axis 'a=uniform(0,1) n 2 broadcast' --point 0", "--axis 'a=uniform(0,1) n 3 per foo'",
  "--axis 'a=uniform(0,1) n 3 shape (1,1,1,1,1)'", "--axis dt=[0,1]", "--axis 'dt=[1,5]'", "--axis 'b=[1]'", "--axis 'a~Dirichlet(1) n 3'", "--set a=1 --set b=1",
} do told_alike(words) end

kit.uses("tests/settings.lua")
kit.uses("tests/whole_model.lua")
kit.finish()
