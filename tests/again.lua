-- again.lua -- a result can be made again from itself, to the byte, or it is said why not.
--
--   lua5.4 tests/again.lua out/massc
--
-- Each case runs in a folder of its own; the result is then run again from another one, with the
-- .mass file changed and the models gone, and the files held against each other.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local lab = require "lab" (arg[1])

kit.uses("tests/again.lua")

local quote, home = kit.quote, lab.home
kit.run(("mkdir -p %s/first/models %s/lib/couplings %s/elsewhere"):format(home, home, home))

local function call(folder, command)
  return kit.run(("cd %s/%s && MASSC_PATH=%s/lib XDG_CACHE_HOME=%s/cache timeout 120 %s %s"):format(home, folder, home, home, lab.program, command))
end

local function says(title, exit, words, folder, command)
  local output, code = call(folder, command)
  local missing = ""
  for _, word in ipairs(words) do
    if not output:find(word, 1, true) then missing = missing .. "\nnot said: " .. word end
  end
  kit.check(code == exit and missing == "", title, ("exit code %s, not %d%s\n%s"):format(code, exit, missing, output))
end

local function file(name) return kit.read(home .. "/" .. name) end

-- ---- what is run ------------------------------------------------------------------------

local model = [[
model Here "µ"
  state x = "start.csv"
  param k = 0.1 in [0, 1]
  input c
  x' = -k*x + c
end
]]
local lib = "coupling Away\n  from x\n  param G = 1\n  pre = x_j\n  post = G*sum\nend\n"
local text = [[
use Here
network
  dynamics Here
  graph    weights = "w.csv"
  coupling c = Away(x) with G = 0.05
  noise    additive on x with sigma = 0.01, key = 2
end
simulate heun with dt = 0.1, duration = 10, transient = 1
observe m = mean(x)
observe ends = last(x)
explore a key 9
  dynamics.k ~ Uniform(0, 1) n 3
  noise.sigma = [0.01, 0.02]
end
explore b
  dynamics.k = "ks.npz:k"
  trials 2
end
]]

local function lay_out()
  kit.write(home .. "/first/exp.mass", text)
  kit.write(home .. "/first/Here.mass", model)
  kit.write(home .. "/lib/couplings/Away.mass", lib)
  kit.write(home .. "/first/w.csv", "0,1,0.5\n1,0,0.25\n0.5,1,0\n")
  kit.write(home .. "/first/start.csv", "1,2,3\n")
end

local function spoil()
  kit.write(home .. "/first/exp.mass", "observe nothing = 1\n")
  kit.run(("rm -f %s/first/Here.mass %s/lib/couplings/Away.mass"):format(home, home))
end

-- An archive as NumPy writes them, made by the program itself: its own axis of k.
lay_out()
local function npz()
  kit.write(home .. "/first/k.mass", "explore e\n  param k = [0.1, 0.2, 0.4]\n  observe m = k\nend\n")
  call("first", "run k e --format npy --quiet --out k")
  kit.run(("cd %s/first && rm -f ks.npz && cp k/e.k.npy k.npy && python3 -c 'import zipfile; zipfile.ZipFile(\"ks.npz\", \"w\").write(\"k.npy\")' || true"):format(home))
  return file("first/ks.npz") ~= nil
end
local has_npz = npz()
if not has_npz then text = text:gsub('"ks.npz:k"', '"k/e.k.npy"') end

local cases = {
  { "a" }, { "a", "--real f32" }, { "a", "--engine gcc", gcc = true },
  { "a", "--set c.G=0.2 --set 'noise.key = 5' --key 7 --trials 2" },
  { "a", "--axis 'dynamics.k=[0.1, 0.3]' --axis 'c.G=grid(0, 0.1, 2)'" },
  { "a", "--record 'x every 0.5' --record='m2' --set \"c.G=0.1\"", extra = "observe m2 = mean(x over node)\n" },
  { "a", "--compress 4 --format nc,csv,npy --record x" },
  { "a", "--point -2 --record x", name = "a.point.4" },
  { "b", "--trials 3" }, { "b", "", threads = 2 },
}

for i, case in ipairs(cases) do
  local name, title = case.name or case[1], "run " .. case[1] .. " " .. (case[2] or "")
  if case.gcc and not kit.has "gcc" then
    kit.skip(title, "gcc is not installed")
  else
    lay_out()
    kit.write(home .. "/first/exp.mass", text:gsub("explore a", (case.extra or "") .. "explore a", 1))
    local out = ("%s/out%d"):format(home, i)
    local output, code = call("first", ("run exp %s --engine tcc %s --quiet --out %s"):format(case[1], case[2] or "", out))
    kit.same(code, 0, title .. ": runs\n" .. output)
    spoil()
    local again
    again, code = call("elsewhere", ("run --from %s/%s.nc --quiet --out %s/again%s"):format(out, name, out, case.threads and " --threads 2" or ""))
    local differ = kit.run(("cd %s && for f in *.*; do cmp \"$f\" \"again/$f\"; done"):format(out))
    local count = kit.run(("ls %s/again | wc -l; ls %s | wc -l"):format(out, out))
    local here, there = count:match("(%d+)%s+(%d+)")
    kit.check(code == 0 and differ == "" and tonumber(here) == tonumber(there) - 1 and tonumber(here) >= 3,
              title .. ": the same bytes again", again .. differ .. count)
  end
end

-- All explorations at once, a third time from what was run again, and a file without explorations.
lay_out()
call("first", "run exp --quiet --engine tcc --record x --out all")
spoil()
call("elsewhere", "run --from ../first/all/b.nc --quiet --out all")
call("elsewhere", "run --from all/b.nc --quiet --out third")
kit.check(#file("first/all/b.nc") > 5000 and file("elsewhere/all/b.nc") == file("first/all/b.nc"), "one of several explorations")
kit.check(file("elsewhere/third/b.nc") == file("first/all/b.nc") and file("elsewhere/third/b.x.csv") == file("first/all/b.x.csv"), "again and again")
kit.check(not file("elsewhere/all/a.nc"), "the other explorations are not run")
kit.write(home .. "/first/alone.mass", "use Generic2dOscillator\nsimulate heun with dt = 0.1, duration = 5\nobserve m = mean(V)\n")
call("first", "run alone --quiet --engine tcc")
kit.run(("rm %s/first/alone.mass"):format(home))
call("elsewhere", "run --from ../first/out/alone/run.nc --quiet")
kit.check(file("elsewhere/out/alone/run.nc") == file("first/out/alone/run.nc") and file("first/out/alone/run.nc"),
          "the folder has the name of the file")
call("first", "run - --quiet --engine tcc --out piped < " .. home .. "/first/k.mass")
call("elsewhere", "run --from ../first/piped/e.nc --quiet --out piped")
kit.check(file("elsewhere/piped/e.nc") == file("first/piped/e.nc") and file("first/piped/e.nc"), "a text from standard input")

-- Noise from a file.
lay_out()
call("first", "run exp a --quiet --engine tcc --save-noise n.npy --out noisy")
call("first", "run exp a --quiet --engine tcc --set noise.key=77 --load-noise n.npy --out noisy")
call("elsewhere", "run --from ../first/noisy/a.nc --quiet --out noisy")
kit.check(file("elsewhere/noisy/a.nc") == file("first/noisy/a.nc") and file("first/noisy/a.nc"), "recorded noise")

-- A script's run of an exploration; one over a space of its own is not to be found in the file.
kit.write(home .. "/first/s.lua", [[
local massc = require "massc"
local e = massc.load("exp.mass")
e:run("a", {set = {["c.G"] = 0.07}, record = "x every 2", engine = "tcc", real = "f32", out = "script", quiet = true})
e:run(massc.space {["dynamics.k"] = massc.grid(0, 1, 3)}, {engine = "tcc", explore = "a", out = "space", quiet = true})
]])
local said, code = call("first", "lua s.lua")
kit.same(code, 0, "a script runs\n" .. said)
call("elsewhere", "run --from ../first/script/a.nc --quiet --out script")
kit.check(file("elsewhere/script/a.nc") == file("first/script/a.nc") and file("first/script/a.nc"), "a run of a script")
says("a space of a script", 3, { "'../first/space/a.nc' is of a run over a space that a script made; run the script again" },
     "elsewhere", "run --from ../first/space/a.nc --out none")

-- ---- what is refused --------------------------------------------------------------------

local from = "run --from ../first/all/a.nc --quiet "
says("over itself", 2, { "this would overwrite '../first/all/a.nc' itself; give another folder: --out DIR" }, "elsewhere", from .. "--out ../first/all")
says("a file besides", 2, { "--from runs what '../first/all/a.nc' holds, not 'exp'; leave one of them out" }, "elsewhere", from .. "exp --out none")
for _, option in ipairs { "--set c.G=1", "--axis 'c.G=[1]'", "--record x", "--point 0", "--key 3", "--trials 3", "--real f32", "--load-noise n.npy" } do
  says("another question: " .. option, 2, { "--from runs the question of '../first/all/a.nc'; leave out " .. option:match("^%S+") }, "elsewhere", from .. option .. " --out none")
end
says("the wrong file of a result", 2, { "a run is done again from the NetCDF file of its result: --from ../first/all/a.nc" }, "elsewhere", "run --from ../first/all/a.csv")
says("a model", 2, { "'exp.mass' is a model; massc run exp.mass runs it" }, "first", "run --from exp.mass")
says("no file", 3, { "cannot read nothing.nc: No such file" }, "first", "run --from nothing.nc")
says("no NetCDF", 3, { "cannot read w.nc: NetCDF: Unknown file format" }, "first", "run --from w.nc; cp w.csv w.nc; " .. lab.program .. " run --from w.nc")
local output = call("elsewhere", "run --from ../first/all/a.nc --out it")
kit.check(output:match("wrote it/a.csv"), "without --quiet", output)

-- Data that are others, or gone; both hashes are what results say of them.
local other = "0,1,0.5\n1,0,0.25\n0.5,2,0\n"
local function hash_of(result) return file(result):match("w.csv, 25 bytes, hash (%x+)") end
local was = hash_of("first/all/a.json")
kit.write(home .. "/first/w.csv", other)
call("first", "run exp a --quiet --engine tcc --out other")
local now = hash_of("first/other/a.json")
kit.check(was and now and was ~= now, "two hashes")
says("data that changed", 3, { ("/first/w.csv' is no longer what '../first/all/a.nc' was made with: then 25 bytes, hash %s; now 25 bytes, hash %s")
                               :format(was, now) }, "elsewhere", from .. "--out none")
kit.run("rm " .. home .. "/first/w.csv")
says("data that are gone", 3, { "/first/w.csv: No such file or directory; '../first/all/a.nc' was made with it" }, "elsewhere", from .. "--out none")
kit.check(not kit.run("ls " .. home .. "/elsewhere"):match("none"), "nothing is written")
lay_out()

-- ---- results that are others --------------------------------------------------------------

if kit.has "ncdump" and kit.has "ncgen" then
  local function altered(name, pattern, with)
    local cdl = kit.run(("ncdump %s/first/out/alone/run.nc"):format(home))
    local changed, n = cdl:gsub(pattern, with)
    kit.check(n >= 1, name .. ": altered")
    kit.write(home .. "/first/" .. name .. ".cdl", changed)
    return kit.run(("cd %s/first && ncgen -k nc4 -o %s.nc %s.cdl"):format(home, name, name))
  end
  altered("older", ':massc_version = "[^"]*"', ':massc_version = "0.0.1"')
  says("another version", 0, { "warning: 'older.nc' was made by massc 0.0.1, this is ", "its numbers may be others" }, "first", "run --from older.nc --out older --quiet")
  altered("text", "duration = 5", "duration = 6")
  says("a text that was changed", 3, { "'text.nc' holds a text that has not the hash it is said to have" }, "first", "run --from text.nc")
  altered("bare", "\n%s*:options = [^\n]*", "")
  says("options that were not kept", 3, { "'bare.nc' does not hold the options of its run" }, "first", "run --from bare.nc")
  altered("foreign", "\n%s*:massc_version = [^\n]*", "")
  says("a file of others", 3, { "'foreign.nc' is no result of massc" }, "first", "run --from foreign.nc")
  altered("cut", ", (%d+) bytes\\n# ", ", 99999 bytes\\n# ")
  says("models that are cut off", 3, { "'cut.nc' does not hold the texts of its models whole" }, "first", "run --from cut.nc")
  altered("wrong", ':options = ""', ':options = "--sets=1"')
  says("options nobody knows", 2, { "the options in 'wrong.nc': unknown option '--sets'" }, "first", "run --from wrong.nc")
else
  kit.skip("results that were altered", "ncdump or ncgen is not installed")
end

kit.finish()
