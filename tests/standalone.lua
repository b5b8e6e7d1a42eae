-- standalone.lua -- a program whose tables are written by hand and that is linked with the runtime alone: what
-- it runs, what it says of itself, what it refuses.
--
--   lua5.4 tests/standalone.lua PROGRAM
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local program = kit.run("realpath " .. kit.uses(arg[1])):gsub("%s+$", "")
local folder = kit.run("mktemp -d"):gsub("%s+$", "")

-- stdout, stderr and code of the program in the folder.
local function run(words)
  local out = kit.run(("cd %s && %s %s 2>err; echo \"code $?\""):format(folder, program, words))
  return out:match("^(.*)code %d+\n$"), kit.read(folder .. "/err"), tonumber(out:match("code (%d+)\n$"))
end

local function holds(name, text, part)
  kit.check(text:find(part, 1, true), name, text)
end

-- A text that stands in a file; UPDATE=1 writes it there.
local function golden(name, text)
  local path = "tests/standalone/" .. name
  if os.getenv("UPDATE") then kit.write(path, text) end
  kit.check(kit.read(kit.uses(path)) == text, "as in " .. path, text)
end

-- ---- running ----

local out, err, code = run("--out r")
kit.check(code == 0, "it runs", err)
kit.check(kit.read(folder .. "/r/plane.csv") == "a,b,ab,status\n0,0,0,0\n0,1,0,0\n0,2,0,0\n1,0,1,0\n1,1,2,0\n1,2,3,0\n", "a*b + a at six points")
kit.check(kit.read(folder .. "/r/line.csv") == "b,ab,status\n0,2,0\n1,4,0\n2,6,0\n", "a name without an axis is as it is declared")
holds("both tables are printed", out, "plane\n     a    b   ab\n")
holds("the log says what it is made from", err, "made from hand.mass by massc 0.1.0: nothing is simulated, f64")
holds("files are named", err, "wrote r/plane.csv and .json, run 12ab")
holds("the companion says what ran", kit.read(folder .. "/r/plane.json"), '"engine": "cc"')
out, err, code = run("line --out r")
holds("what is there is told", err, "line: overwrites r/line.csv and .json, of the same question")
holds("one that is named runs alone", out, "     b   ab\n0  0.0  2.0\n")
run("plane --point -1 --out r")
kit.check(kit.read(folder .. "/r/plane.point.5.csv") == "a,b,ab,status\n1,2,3,0\n", "one row of the six")
run("line --format npy --out n")
holds("NPY", kit.read(folder .. "/n/line.ab.npy") or "", "NUMPY")
run("line --quiet")
kit.check(kit.read(folder .. "/out/hand/line.csv"), "the folder is called after the file")
out, err, code = run("line --no-files --quiet --stats s.json")
kit.check(code == 0 and err == "", "quiet", err)
holds("stats", kit.read(folder .. "/s.json"), '"exploration": "line"')

-- ---- what it says of itself ----

golden("help.txt", (run("--help")))
golden("list.txt", (run("--list")))
local version = run("--version")
kit.check(version:find("^hand: hand.mass, made by massc 0.1.0, cc\n") and version:find("\nMIT License\n", 1, true), "version, and the licence of what it is made with", version)
kit.check(run("line --list") == "line: 3 rows\n  along b: 3 values from 0 to 2\n  observes ab [mV]  a*b + a\n", "the list of one")

-- ---- wrong use ----

local function refuses(words, says, with)
  local out, err, code = run(words)
  kit.check(code == (with or 2) and out == "" and err == "hand: error: " .. says .. "\n", words, err)
end
refuses("lime", "there is no exploration 'lime'; did you mean 'line'?")
refuses("x", "there is no exploration 'x'; see hand --list")
refuses("--tread 3", "unknown option '--tread'; did you mean '--threads'?")
refuses("--engine tcc", "--engine: the kernels are compiled already; massc run hand.mass takes it")
refuses("--real f32", "--real: the precision is written into the kernels; massc run hand.mass takes it")
refuses("--lanes=4", "--lanes: the lanes are written into the kernels; massc run hand.mass takes it")
refuses("--format csv,nc", "this program writes no NetCDF files: it was made without it; --format csv,npy it can")
refuses("--point 1", "--point looks at one exploration, and 'hand.mass' has 2; name it: hand plane --point 1")
refuses("line --point 7 --quiet", "--point: index 7 is out of range: the space has 3 points, 0 to 2 (or -3 to -1)")

kit.run("rm -rf " .. folder)
kit.finish()
