-- layers.lua -- who may include whom, and what no source may hold.
--
--   a folder knows those below it in `floors`, in its includes and in the symbols of its
--   archive; within a folder files call each other in a circle only where their heads say
--   so; what only its own file uses is static; templates include nothing; libtcc and libnetcdf
--   have one home each; headers make no cycle; no leftovers; no two structures of a name; no
--   file over 600 lines.
--
--   lua5.4 tests/layers.lua [FOLDER WITH ARCHIVES]
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"

-- From the ground up. Each has its objects in an archive of its name.
local floors = {
  "runtime/base", "runtime/source", "runtime/space", "runtime/vector", "runtime/data", "runtime/setting", "runtime/plot", "runtime/engine", "runtime/sink", "runtime/sweep",
  "runtime/job", "runtime/standalone", "runtime/built", "runtime/merge",
  "generator/ast", "generator/model", "generator/wording", "grammar", "generator/check",
  "generator/ir", "generator/lower", "generator/emit", "generator", "generator/job",
  "generator/cli", "generator/lua", "generator/library",
}
local floor_of = {}
for i, folder in ipairs(floors) do floor_of[folder] = i end

-- The header of a library, and the files that may include it.
local homes = {
  ["libtcc.h"] = { "^runtime/engine/compile_tcc%.c$" },
  ["netcdf.h"] = { "^runtime/sink/netcdf[%w_]*%.[ch]$", "^runtime/data/[%w_]*%.[ch]$" },
}

-- Spelt in halves, so that this file may be read like any other.
local words = {
  "%f[%w]TO" .. "DO%f[%W]", "%f[%w]FIX" .. "ME%f[%W]", "%f[%w]XX" .. "X%f[%W]", "/wo" .. "rk/",
}

local most_lines = 600
local long = {
  ["generator/library/massc.py"] = "one file, to be copied where it is used",
  ["docs/language.md"] = "one manual, in the order of learning",          -- [path] = why a file may be longer
}

local roots = "bootstrap .ci build.ninja grammar generator runtime templates models tests docs packaging " ..
              "README.md LICENSE"

local function sources()
  local list = {}
  for path in kit.run("LC_ALL=C find " .. roots .. " -type f -not -path '*/corpus/*' 2>/dev/null | LC_ALL=C sort")
      :gmatch("[^\n]+") do
    if not path:match("%.png$") then list[#list + 1] = path end         -- what stands in pictures is no text
  end
  for folder in kit.run("find . -mindepth 1 -type d -not -path './out*' -not -path './.git*'"):gmatch("[^\n]+") do
    kit.uses(folder)
  end
  return list
end

-- The folder of a source of the product, or nil: grammar/, templates/, generator/x, runtime/x.
local function folder_of(path)
  local folder = path:match("^(.*)/")
  return folder and (floor_of[folder] or folder:match("^templates")) and folder or nil
end

-- Where `#include "name"` is found: beside the file, then from generator/, runtime/, grammar/.
local function resolve(from, name, exists)
  for _, folder in ipairs { from:match("^(.*/)") or "", "generator/", "runtime/", "grammar/" } do
    if exists[folder .. name] then return folder .. name end
  end
end

local faults = {}
local function fault(path, line, text)
  faults[#faults + 1] = ("%s:%d: %s"):format(path, line, text)
end

local function at_home(path, name)
  for _, pattern in ipairs(homes[name] or { "" }) do
    if path:find(pattern) then return true end
  end
  return false
end

local function check_include(path, line, name, target)
  local from, to = folder_of(path), target and folder_of(target)
  if not at_home(path, name) then
    fault(path, line, name .. " is for its own file only")
  elseif from and from:match("^templates") then
    fault(path, line, "a template includes nothing")
  elseif from and to and floor_of[from] and floor_of[to] and floor_of[to] > floor_of[from] and path ~= "generator/main.c" then
    fault(path, line, ("%s stands below %s and must not include %s"):format(from, to, target))
  end
end

local function read_file(path, exists, edges)
  local text, number = kit.read(kit.uses(path)) or "", 0
  local is_c, is_test = path:match("%.[chyl]$"), path:match("^tests/")
  for line in (text .. "\n"):gmatch("(.-)\n") do
    number = number + 1
    for _, word in ipairs(words) do
      if line:find(word) then fault(path, number, "holds '" .. line:match(word) .. "'") end
    end
    local name = is_c and line:match('^%s*#%s*include%s*[<"]([^>"]+)[>"]')
    if name and not is_test then
      local target = resolve(path, name, exists)
      check_include(path, number, name, target)
      if target then edges[#edges + 1] = { from = path, to = target, line = number } end
    end
  end
  local is_kernel = path == "tests/bench/hand/rww1000_edges.c" or path:match("^tests/golden/[%w_]+%.c$")      -- data, whole ones
  if number > most_lines and not long[path] and not is_kernel then
    fault(path, number, ("%d lines, at most %d"):format(number - 1, most_lines))
  end
end

-- A header that reaches itself.
local function check_cycles(edges)
  local out, state = {}, {}
  for _, edge in ipairs(edges) do
    out[edge.from] = out[edge.from] or {}
    table.insert(out[edge.from], edge)
  end
  local function visit(path)
    state[path] = "open"
    for _, edge in ipairs(out[path] or {}) do
      if state[edge.to] == "open" then
        fault(path, edge.line, edge.to .. " includes this file already")
      elseif not state[edge.to] then
        visit(edge.to)
      end
    end
    state[path] = "done"
  end
  for _, edge in ipairs(edges) do
    if not state[edge.from] then visit(edge.from) end
  end
end

-- Two headers of one name: which one is meant would depend on the folder.
local function check_twins(list)
  local seen = {}
  for _, path in ipairs(list) do
    local name = folder_of(path) and path:match("([^/]+%.h)$")
    if name and seen[name] then fault(path, 1, "has the name of " .. seen[name]) end
    if name then seen[name] = path end
  end
end

-- Two structures (unions, enumerations) of one name: a reader takes one for the other.
local function check_structs(list)
  local seen, kinds = {}, { struct = true, union = true, enum = true }
  for _, path in ipairs(list) do
    local folder = folder_of(path)
    local text = folder and floor_of[folder] and path:match("%.[chyl]$") and kit.read(path) or ""
    for kind, name in text:gmatch("%f[^\n\0]%s*(%l+) ([%l%d_]+) {") do
      local tag = kind .. " " .. name
      if kinds[kind] and seen[tag] and seen[tag] ~= path then
        fault(path, 1, ("has a %s, as %s has"):format(tag, seen[tag]))
      end
      if kinds[kind] then seen[tag] = path end
    end
  end
end

-- A unit test that is built and run by nobody.
local function check_units(list)
  local suites, edges = kit.read("tests/unit/suites.h") or "", kit.read("tests/unit/files.ninja") or ""
  for _, path in ipairs(list) do
    local name = path:match("^tests/unit/unit_([%w_]+)%.c$")
    if name and not suites:find("X(" .. name .. ")", 1, true) then
      fault(path, 1, "is not in tests/unit/suites.h")
    elseif name and not edges:find(path, 1, true) then
      fault(path, 1, "is not in tests/unit/files.ninja")
    end
  end
end

-- Groups of files of a folder that reach each other, each sorted; out[a][b]: a asks for what b has.
local function circles_of(out)
  local index, low, open, stack, count, found = {}, {}, {}, {}, 0, {}
  local function visit(a)
    count = count + 1
    index[a], low[a], open[a] = count, count, true
    stack[#stack + 1] = a
    for b in kit.sorted(out[a] or {}) do
      if not index[b] then
        visit(b)
        low[a] = math.min(low[a], low[b])
      elseif open[b] then
        low[a] = math.min(low[a], index[b])
      end
    end
    if low[a] < index[a] then return end
    local group = {}
    repeat
      local b = table.remove(stack)
      open[b] = nil
      group[#group + 1] = b
    until b == a
    table.sort(group)
    if #group > 1 then found[#found + 1] = group end
  end
  for a in kit.sorted(out) do
    if not index[a] then visit(a) end
  end
  return found
end

-- Files that call each other in a circle say so, and why, in their heads: "In a circle with a.c, b.c: ...".
local function check_circle(folder, group)
  for _, file in ipairs(group) do
    local path = folder .. "/" .. file
    local head = (kit.read(path) or ""):match("^/%*(.-)%*/") or ""
    local said = head:gsub("%s*\n%s*%*%s*", " "):match("In a circle with ([^:]*):") or ""
    local named = { [file] = true }
    for name in said:gmatch("[%w_]+%.c") do named[name] = true end
    for _, other in ipairs(group) do
      if not named[other] then
        fault(path, 1, ("is in a circle with %s, and its head does not say why"):format(other))
      end
    end
  end
end

-- Global though only its own file uses it: no other object asks for it, and it is named neither in a source
-- that is in no archive (the program's main, the interpreter, tests) nor in the public header. Flex writes a
-- whole interface; libtcc gets its heap by name; words are made by a table; built programs ask for what is built_.
local made_elsewhere = { ["model.lex"] = true, tcc_stand_ins = true }
local function check_static(list, defined, wanted)
  local archived, named = {}, {}
  for _, d in ipairs(defined) do archived[d.folder .. "/" .. d.file .. ".c"] = true end
  for _, path in ipairs(list) do
    if path == "generator/library/massc.h" or path:match("%.c$") and not archived[path] then
      for name in kit.read(path):gmatch("[%a_][%w_]*") do named[name] = true end
    end
  end
  for _, d in ipairs(defined) do
    local known = wanted[d.name] or named[d.name] or made_elsewhere[d.file] or d.name:match("^ast_word_") or d.name:match("^built_") or d.name:match("^luaopen_")
    if not known then
      fault(d.folder .. "/" .. d.file .. ".c", 1, ("no other file uses %s, which is not static"):format(d.name))
    end
  end
end

-- What the archives define and ask of each other.
local function check_symbols(built, list)
  local home, asked, defined, all_wanted = {}, {}, {}, {}
  for _, folder in ipairs(floors) do
    local archive = built .. "/" .. folder .. ".a"
    kit.uses(archive)
    local own, wanted, out = {}, {}, {}
    for line in kit.run("nm -A '" .. archive .. "' 2>&1"):gmatch("[^\n]+") do
      local file, kind, name = line:match(":([%w_.]+)%.o:[%x%s]+ (%a) ([%w_]+)$")
      if kind and kind:match("[TDBRC]") then
        home[name], own[name] = folder, file .. ".c"
        defined[#defined + 1] = { folder = folder, file = file, name = name }
      elseif kind == "U" then
        asked[#asked + 1] = { folder = folder, name = name }
        all_wanted[name] = true
        if not file:find(".", 1, true) then wanted[#wanted + 1] = { file .. ".c", name } end     -- what tools write calls as they do
      end
    end
    for _, w in ipairs(wanted) do
      local from, to = w[1], own[w[2]]
      if to and to ~= from then
        out[from] = out[from] or {}
        out[from][to] = true
      end
    end
    for _, group in ipairs(circles_of(out)) do check_circle(folder, group) end
  end
  check_static(list, defined, all_wanted)
  for _, a in ipairs(asked) do
    local to = home[a.name]
    if to and floor_of[to] > floor_of[a.folder] then
      fault(built .. "/" .. a.folder .. ".a", 0, ("stands below %s and must not ask for %s"):format(to, a.name))
    end
  end
  return #asked
end

-- A program that has its kernel already runs a job without compilers, libnetcdf and readers of files: from what it
-- calls no object of theirs is reached.
local alone = { "job_open", "job_plan", "job_run", "job_show", "job_commit", "job_close", "job_options", "option_words", "sweep_ready",
                "sink_plain_kinds", "sink_screen" }
local not_alone = { ["runtime/data"] = true, ["runtime/vector"] = true, ["runtime/engine"] = true, ["runtime/plot"] = true }
local function check_alone(built)
  local home, asks, seen, queue, reached = {}, {}, {}, { table.unpack(alone) }, 0
  for _, folder in ipairs(floors) do
    for line in kit.run("nm -A '" .. built .. "/" .. folder .. ".a' 2>&1"):gmatch("[^\n]+") do
      local file, kind, name = line:match(":([%w_.]+)%.o:[%x%s]+ (%a) ([%w_]+)$")
      local object = file and folder .. "/" .. file
      if kind == "U" then
        asks[object] = asks[object] or {}
        table.insert(asks[object], name)
      elseif kind and kind:match("[TDBRC]") then
        home[name] = object
      end
    end
  end
  while #queue > 0 do
    local object = home[table.remove(queue)]
    if object and not seen[object] then
      seen[object], reached = true, reached + 1
      for _, name in ipairs(asks[object] or {}) do queue[#queue + 1] = name end
      if (not_alone[object:match("^(.*)/")] or object:match("netcdf")) and object ~= "runtime/engine/kernel_shape" then
        fault(object .. ".c", 1, "is linked into programs that have their kernels already")
      end
    end
  end
  kit.check(reached > 30, ("%d objects run a kernel that is there"):format(reached))
end

-- A sink with a file of its own that no run opens.
local function check_sinks(list)
  local rows = kit.read("runtime/sink/sink.def")
  for _, path in ipairs(list) do
    local text = path:match("^runtime/sink/[%w_]+%.c$") and kit.read(path) or ""
    for name, body in text:gmatch("\nconst struct sink_kind sink_([%w_]+) = (%b{})") do
      if body:find(".suffix", 1, true) and not rows:find("SINK[%u_]*%(" .. name .. "%)") then
        fault(path, 1, ("sink_%s has no row in runtime/sink/sink.def"):format(name))
      end
    end
  end
end

-- A folder with sources that no floor is.
local function check_floors(list)
  for _, path in ipairs(list) do
    local folder = path:match("^(generator.*)/[^/]+%.c$") or path:match("^(runtime.*)/[^/]+%.c$") or path:match("^(grammar)/[^/]+%.c$")
    if folder and not floor_of[folder] then fault(path, 1, "is in no folder that this test knows") end
  end
end

-- What git tracks at the top beside the folders of the card: nothing that a trial left behind.
local top = { "%.ci", "%.gitignore", "LICENSE", "README%.md", "bootstrap", "build%.ninja", "docs", "generator", "grammar",
              "models", "packaging", "runtime", "templates", "tests" }
local function check_top()
  for name in kit.run("git ls-files 2>/dev/null"):gmatch("%f[^\n\0]([^/\n]+)") do
    local known = false
    for _, pattern in ipairs(top) do known = known or name:match("^" .. pattern .. "$") end
    if not known then fault(name, 1, "is no part of the top level") end
  end
end

local list, exists, edges = sources(), {}, {}
check_top()
for _, path in ipairs(list) do exists[path] = true end
for _, path in ipairs(list) do read_file(path, exists, edges) end
check_cycles(edges)
check_twins(list)
check_structs(list)
check_units(list)
check_floors(list)
check_sinks(list)
local asked = arg[1] and check_symbols(arg[1], list) or 1
if arg[1] then check_alone(arg[1]) end
kit.check(asked > 0, "the archives are found")
kit.check(#edges > 0, "the sources are found")
kit.check(#faults == 0, ("%d files, %d includes among them"):format(#list, #edges),
          table.concat(faults, "\n"))
kit.finish()
