-- run.lua -- tests that are pairs of files: a model and what must come of it.
--
--   lua5.4 tests/run.lua errors|golden|parse|run out/massc [--accept]
--
--   errors   tests/errors/X.mass holds the messages of `massc check`, in order, as
--            comments "# error LINE:COL text", "# warning ...", "# note ..."
--   golden   `--dump ir` and `--dump c` of tests/golden/X.mass are X.ir and X.c, byte
--            for byte (--accept rewrites them); C compilers find nothing to say on X.c
--   parse    `--dump ast` of tests/parse/X.mass prints itself when dumped again
--   run      tests/run/X.mass gives X.csv on every engine; "# tolerance 1e-6" in the
--            first line of X.mass bounds the difference of two numbers
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local mode, massc, accept = arg[1], arg[2], arg[3] == "--accept"
local suites = {}

local function call(line, ...)
  return kit.run(("timeout 120 %s " .. line):format(massc, ...))
end

-- "error 3:15 text" for each message printed; the path only if it is another file's.
local function messages(output, path)
  local list = {}
  for line in output:gmatch("[^\n]+") do
    local file, place, severity, text = line:match("^([^:]+):(%d+:%d+): (%l+): (.*)$")
    if not file then
      severity, text = line:match("^massc: (%l+): (.*)$")
    end
    if file and file ~= path then place = file .. ":" .. place end
    if severity then
      list[#list + 1] = ("%s %s%s"):format(severity, place and place .. " " or "", text)
    end
  end
  return table.concat(list, "\n")
end

local function expectations(source)
  local list = {}
  for line in source:gmatch("[^\n]+") do
    for _, severity in ipairs { "error", "warning", "note" } do
      list[#list + 1] = line:match("# (" .. severity .. " .*)$")
    end
  end
  return table.concat(list, "\n")
end

function suites.errors()
  for _, path in ipairs(kit.files("tests/errors", "%.mass$")) do
    local want = expectations(kit.read(path))
    local output, code = call("check %s", path)
    kit.same(messages(output, path), want, path)
    local exit = ("\n" .. want):match("\nerror ") and 1 or 0
    kit.check(code == exit, ("%s: exit code %d"):format(path, exit), "got " .. code .. "\n" .. output)
  end
end

local strict = "-std=c99 -Wall -Wextra -pedantic -Werror -Wno-unused-function -Wno-psabi " ..
               "-O2 -march=native -ffp-contract=off"

local function compiles(path)
  for _, cc in ipairs { "gcc", "clang" } do
    local name = ("%s: %s finds no fault"):format(path, cc)
    if kit.has(cc) then
      local output, code = kit.run(("%s %s -c %s -o %s/x.o"):format(cc, strict, path, kit.folder()))
      kit.check(code == 0, name, output)
    else
      kit.skip(name, "not installed")
    end
  end
end

-- The kernel runs under the sanitizers without a finding.
local function is_sound(path)
  local program = kit.folder() .. "/kernel"
  local output, code = kit.run(("gcc -D_GNU_SOURCE -O1 -g -march=native -Iruntime -ffp-contract=off -Wno-psabi -fsanitize=address,undefined " ..
      "-fno-sanitize-recover=all %s tests/kernel_main.c runtime/engine/kernel_shape.c -o %s -lm && %s"):format(path, program, program))
  kit.check(code == 0, path .. ": no finding of the sanitizers", output)
end

function suites.golden()
  for _, path in ipairs(kit.files("tests/golden", "%.mass$")) do
    for _, stage in ipairs { "ir", "c" } do
      local expected = kit.uses((path:gsub("mass$", stage)))
      local output, code = call("run %s --dump %s --lanes 8 2>/dev/null", path, stage)
      kit.check(code == 0, ("%s: --dump %s"):format(path, stage), "exit code " .. code .. "\n" .. output)
      if accept and code == 0 then kit.write(expected, output) end
      kit.same(output, kit.read(expected), expected)
    end
    compiles((path:gsub("mass$", "c")))
    is_sound((path:gsub("mass$", "c")))
  end
end

function suites.parse()
  local folder = kit.folder()
  for _, path in ipairs(kit.files("tests/parse", "%.mass$")) do
    local once = call("run %s --dump ast 2>/dev/null", path)      -- also where the checker has complaints
    kit.check(#once > 0, path .. ": --dump ast")
    local twice = call("run %s --dump ast 2>/dev/null", kit.write(folder .. "/x.mass", once))
    kit.same(twice, once, path .. ": prints itself")
  end
end

-- Numbers of a line; those of an array are cells of their own.
local function cells(line)
  local list = {}
  for cell in (line:gsub('["%[%]]', "") .. ","):gmatch("([^,]*),") do list[#list + 1] = cell end
  return list
end

-- nil when two tables agree, else where they do not.
local function difference(got, want, tolerance)
  local lines, row = want:gmatch("[^\n]+"), 0
  for line in got:gmatch("[^\n]+") do
    local a, b = cells(line), cells(lines() or "")
    for c = 1, math.max(#a, #b) do
      local x, y = tonumber(a[c]), tonumber(b[c])
      local agree = x and y and math.abs(x - y) <= tolerance or a[c] == b[c]
      if not agree then return ("line %d, cell %d: %s, not %s"):format(row + 1, c, a[c], b[c]) end
    end
    row = row + 1
  end
  return lines() and "rows are missing"
end

function suites.run()
  for _, path in ipairs(kit.files("tests/run", "%.mass$")) do
    local want = kit.read(kit.uses((path:gsub("mass$", "csv"))))
    local tolerance = tonumber(kit.read(path):match("^# tolerance (%S+)")) or 0
    for _, engine in ipairs { "tcc", "gcc", "clang" } do
      local name, folder = ("%s: %s"):format(path, engine), kit.folder()
      if engine ~= "tcc" and not kit.has(engine) then
        kit.skip(name, "not installed")
      else
        local output, code = call("run %s --engine %s --quiet --out %s", path, engine, folder)
        local wrong = code ~= 0 and output
            or difference(kit.run("cat " .. folder .. "/*.csv"), want or "", tolerance)
        kit.check(not wrong, name, wrong)
      end
    end
  end
end

kit.uses("tests/run.lua")
kit.uses("tests/kit.lua")
assert(massc and suites[mode], "usage: lua5.4 tests/run.lua errors|golden|parse|run PROGRAM [--accept]")()
kit.finish()
