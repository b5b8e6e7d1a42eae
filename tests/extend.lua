-- extend.lua -- the recipes of docs/extending.md do what they say: a function, a distribution,
-- a solver, a reduction, a sink, a statement.
--
--   lua5.4 tests/extend.lua
--
-- tests/extend/NAME.patch is the whole of a recipe. A copy of the tree gets all of them and
-- is built once, quickly; the new things are used. Then one step of a recipe is forgotten at
-- a time, and the compiler or a suite that is run has to say what is missing.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local tree = kit.home() .. "/tree"
local roots = { "bootstrap", "build.ninja", "grammar", "generator", "runtime", "templates", "models", "tests", "docs", "packaging", "README.md", "LICENSE" }

-- Everything that is built here is built from all of it.
for _, root in ipairs(roots) do
  for path in kit.run("find " .. root .. " -not -name '*.mass'"):gmatch("[^\n]+") do kit.uses(path) end
end

local function here(command)
  return kit.run("cd " .. tree .. " && export XDG_CACHE_HOME=" .. tree .. "/cache; unset DEPS; timeout 600 sh -c " .. kit.quote(command))
end

local function edit(path, change)
  local text = assert(kit.read(tree .. "/" .. path), path)
  local changed = change(text)
  assert(changed ~= text, path .. " is not changed")
  kit.write(tree .. "/" .. path, changed)
end

-- ---- the recipes --------------------------------------------------------------------

-- [most]: files of code; what tests and documents want, and the build's lists, are no code
local recipes = {
  { name = "function", most = 3 }, { name = "distribution", most = 2 }, { name = "solver", most = 1 },
  { name = "reduction", most = 2 }, { name = "sink", most = 2 }, { name = "statement", most = 5 },
}

local function files_of(patch)
  local list = {}
  for path in patch:gmatch("\n%+%+%+ b/([^\n]+)") do list[#list + 1] = path end
  return list
end

kit.run(("mkdir -p %s && cp -r %s %s"):format(tree, table.concat(roots, " "), tree))
edit("build.ninja", function(s) return (s:gsub("\ncflags = %-O2 %-g\n", "\ncflags = -O0\n")) end)
edit("runtime/vector/files.ninja", function(s) return (s:gsub("\nvector = %-O3", "\nvector = -O0")) end)
for _, r in ipairs(recipes) do
  local patch = "\n" .. assert(kit.read(kit.uses("tests/extend/" .. r.name .. ".patch")))
  local output, code = here("patch -p1 --no-backup-if-mismatch < tests/extend/" .. r.name .. ".patch")
  kit.check(code == 0, "the patch of a " .. r.name .. " fits", output)
  local code_files = {}
  for _, path in ipairs(files_of(patch)) do
    if not path:match("^tests/") and not path:match("^docs/") and not path:match("files%.ninja$") then code_files[#code_files + 1] = path end
  end
  kit.check(#code_files > 0 and #code_files <= r.most, ("a %s is at most %d files"):format(r.name, r.most), table.concat(code_files, "\n"))
end
local log, built = here("ninja out/massc out/tests/unit/unit out/tests/kernel/steps")
kit.check(built == 0, "all of it is built", log:sub(-4000))

-- ---- they work ----------------------------------------------------------------------

-- The rows of exploration e: { column = number }; all that was printed.
local function run(text, options)
  kit.write(tree .. "/x.mass", text)
  local output, code = here("rm -rf results && out/massc run x.mass --quiet --engine tcc --out results " .. (options or ""))
  local rows, names = {}, nil
  for line in ((code == 0 and kit.read(tree .. "/results/e.csv")) or ""):gmatch("[^\n]+") do
    local cells = {}
    for cell in line:gmatch("[^,]+") do cells[#cells + 1] = cell end
    if names then
      local row = {}
      for i, name in ipairs(names) do row[name] = tonumber(cells[i]) end
      rows[#rows + 1] = row
    else
      names = cells
    end
  end
  return rows, output
end

local function close(x, y, tolerance) return x and math.abs(x - y) <= tolerance*math.max(1, math.abs(y)) end

for precision, tolerance in pairs { single = 1e-6, double = 1e-15 } do
  local rows, output = run("precision " .. precision .. "\nexplore e\n  param x = [-700, -20, -1, 0, 0.5, 3, 40, 700]\n  observe y = softplus(x)\nend\n")
  local good = #rows == 8
  for _, r in ipairs(rows) do
    good = good and close(r.y, math.max(r.x, 0) + math.log(1 + math.exp(-math.abs(r.x))), tolerance)
  end
  kit.check(good, "softplus of " .. precision .. " kernels", output)
end
local rows, output = run("explore e\n  param p = [softplus(1)]\n  observe y = p\nend\n")
kit.check(#rows == 1 and close(rows[1].y, math.log(1 + math.exp(1)), 1e-15), "softplus of a constant", output)

-- Rayleigh(s) is s*sqrt(2*Exponential(1)) of the same bits.
local function draws(law)
  local list, said = run("explore e\n  param p ~ " .. law .. " n 20 key 3\n  observe y = p\nend\n")
  return list, said
end
local long, one = draws("Rayleigh(2)"), draws("Exponential(1)")
local equal = #long == 20 and #one == 20
for i = 1, #long do equal = equal and close(long[i].y, 2*math.sqrt(2*one[i].y), 1e-15) end
kit.check(equal, "Rayleigh draws")
kit.check(here("out/massc help Rayleigh"):find("Rayleigh(scale = 1)", 1, true), "Rayleigh has its help")

local swing = "model M\n  state V = 0\n  V' = 1\nend\nsimulate euler with dt = 1, duration = 3\n"
            .. "explore e\n  V = [0, 10]\n  observe y = range(2*V)\n  observe z = range(V*V over node, time) + mean(V)\nend\n"
rows, output = run(swing)
kit.check(#rows == 2 and rows[1].y == 4 and rows[2].y == 4 and rows[1].z == 8 + 2 and rows[2].z == 48 + 12, "range of a signal", output)
kit.check(here("out/massc check x.mass") == "" , "and nothing is said about it")

local column = run("explore e\n  param p = [1, 2]\n  observe y = 2*p\nend\n")
kit.same(kit.read(tree .. "/results/e.tsv"), (kit.read(tree .. "/results/e.csv") or ""):gsub(",", "\t"), "the sink writes the table with tabs")
kit.check(#column == 2 and (kit.read(tree .. "/results/e.json") or ""):find('"tsv": { "file": "e.tsv"', 1, true), "and the companion lists it")

local titled = 'title "Two columns"\nexplore e\n  param p = [1]\n  observe y = p\nend\n'
run(titled)
kit.check((kit.read(tree .. "/results/e.json") or ""):find('"title": "Two columns"', 1, true), "a title stands in the results")
kit.check(here("out/massc run x.mass --dump ast"):find(titled:match("^[^\n]+"), 1, true), "and is printed")

local steps, ordered = here("CK_VERBOSITY=verbose out/tests/kernel/steps")
kit.check(ordered == 0 and steps:find("schemes_have_their_order:3", 1, true), "the scheme of quarters has its order", steps)
-- As long as templates make kernels, one has to be written for a scheme, too.
if kit.read("templates/scheme/heun.c.t") then
  kit.skip("a kernel by the scheme of quarters", "kernels are made by templates")
else
  local h = run("model M\n  state x = 1\n  x' = -x/(10 ms)\nend\nsimulate quarters with dt = 1 ms, duration = 10 ms\nobserve y = last(x)\nexplore e\n  x = [1]\nend\n")
  kit.check(h[1] and close(h[1].y, (1 - 0.1 + 0.005)^10, 1e-14), "a kernel by the scheme of quarters")
end

-- ---- a step is forgotten ------------------------------------------------------------

-- Changes or removes files, runs a command that has to fail and to say [words]. What
-- is put back is older than what was built of it, but for texts of C, so that little is built
-- again: of a table that was changed nothing may have been built well.
local function forgotten(what, files, command, words)
  for path, change in pairs(files) do
    here("cp -p " .. path .. " kept" .. path:gsub("/", "_"))
    if change == "remove" then here("rm " .. path) else edit(path, change) end
  end
  local text, code = here(command)
  local missing = code == 0 and "nothing was refused\n" or ""
  for _, word in ipairs(words) do
    if not text:find(word, 1, true) then missing = missing .. "not said: " .. word .. "\n" end
  end
  kit.check(missing == "", what, missing .. text:sub(-3000))
  for path in pairs(files) do here("cp -p kept" .. path:gsub("/", "_") .. " " .. path .. (path:match("%.[cy]$") and " && touch " .. path or "")) end
end

-- Takes what the patch of a recipe does to a file back.
local function without(recipe, path)
  local part = ("\n" .. kit.read("tests/extend/" .. recipe .. ".patch")):match("(\n%-%-%- [^\n]*\n%+%+%+ b/" .. path:gsub("[%-%.]", "%%%0") .. "\n.*)$")
  part = assert(part, path):sub(2):gsub("\n%-%-%- .*", "\n")
  return function(text)
    kit.write(tree .. "/part.patch", part)
    local output, code = here("patch -R -p1 -s --no-backup-if-mismatch < part.patch")
    assert(code == 0, output)
    return kit.read(tree .. "/" .. path)
  end
end

local function replaced(from, to)
  return function(text)
    local a, b = text:find(from, 1, true)
    return text:sub(1, assert(a, from) - 1) .. to .. text:sub(b + 1)
  end
end

local table_of, law, words = "generator/model/function.def", "runtime/space/law.def", "generator/ast/words.def"

forgotten("a function without one of its texts", { ["templates/math/f64/softplus.c"] = "remove" }, "ninja out/embedded.c",
          { "function.def: softplus has no templates/math/f64/softplus.c" })
forgotten("a function without its value for constants", { [table_of] = replaced("(x > 0 ? x : 0) + log1pl(expl(-fabsl(x))),\n", "\n") },
          "ninja out/generator/model/builtin.o", { table_of, '"FUNCTION" requires 10 arguments, but only 9', "FUNCTION(softplus" })
forgotten("a function without a reference", {}, "lua5.4 tests/functions.lua out/massc", { "not ok", "softplus of a kernel, double" })
forgotten("a function without a value from elsewhere", { ["tests/help.lua"] = without("function", "tests/help.lua") }, "lua5.4 tests/help.lua out/massc",
          { "each example has a value from elsewhere", "softplus" })

forgotten("a distribution without its draw", { [law] = replaced("    root(exponential(k, n)*2)*a, ", "    ") }, "ninja out/runtime/space/random_f64.o",
          { law, '"LAW" requires 6 arguments, but only 5', "LAW(RAYLEIGH" })
forgotten("a distribution whose draw is written nowhere", { [law] = replaced("root(exponential(k, n)*2)*a", "rayleigh(k, n)*a") },
          "ninja out/runtime/space/random_f64.o", { law, "rayleigh" })
forgotten("a parameter of an unknown kind", { [law] = replaced("Rayleigh, (P(scale, POSITIVE", "Rayleigh, (P(scale, LARGE") },
          "ninja out/runtime/space/random_kinds.o", { law, "ALLOW_LARGE" })
forgotten("a distribution without a reference", { ["tests/reference/random.txt"] = without("distribution", "tests/reference/random.txt") },
          "CK_RUN_SUITE=random out/tests/unit/unit", { "tests/reference/random.txt has no draws of Rayleigh" })

forgotten("a solver without the times of its stages", { ["generator/model/solver.def"] = replaced("NOISE_LAST, ({ 0, 0.75 }), ", "NOISE_LAST, ") },
          "ninja out/generator/lower/solver.o", { "solver.def", '"SOLVER" requires 8 arguments, but only 7', "SOLVER(quarters" })
forgotten("a reduction without its text", { ["generator/model/reduction.def"] = replaced(', "greatest less least', '); // "') },
          "ninja out/generator/model/model.o", { "reduction.def", '"REDUCTION_OF" requires 3 arguments, but only 2', "REDUCTION_OF(range" })
forgotten("a reduction without a value from elsewhere", { ["tests/help.lua"] = without("reduction", "tests/help.lua") }, "lua5.4 tests/help.lua out/massc",
          { "range has no value from elsewhere" })

forgotten("a sink without its file", { ["runtime/sink/tsv.c"] = "remove" }, "ninja out/massc", { "runtime/sink/tsv.c", "missing" })
forgotten("a sink that is not built", { ["runtime/sink/files.ninja"] = without("sink", "runtime/sink/files.ninja") }, "ninja out/massc", { "undefined reference to `sink_tsv'" })
forgotten("a sink without its row", { ["runtime/sink/sink.def"] = replaced("SINK(tsv)\n", "") }, "lua5.4 tests/layers.lua", { "sink_tsv has no row in runtime/sink/sink.def" })

forgotten("a statement without its row", { [words] = without("statement", words) }, "ninja out/grammar/model.tab.o", { "AST_TITLE" })
forgotten("a statement without its token", { ["grammar/model.y"] = without("statement", "grammar/model.y") }, "ninja out/grammar/words.o", { "TOK_TITLE" })
forgotten("a statement that has no example", { ["tests/words.lua"] = without("statement", "tests/words.lua") }, "lua5.4 tests/words.lua out/massc",
          { "STATEMENT TITLE: write what it does in tests/words.lua" })
forgotten("a statement that the grammar does not read", { ["grammar/model.y"] = replaced("TITLE STRING  ", "TITLE NAME    ") },
          "ninja out/massc && lua5.4 tests/words.lua out/massc", { "STATEMENT TITLE runs" })
forgotten("a statement that is parsed, printed and ignored", { ["generator/check/check.c"] = without("statement", "generator/check/check.c") },
          "ninja out/massc && lua5.4 tests/words.lua out/massc", { "STATEMENT TITLE is read and printed, and then ignored" })
forgotten("a statement that is checked and then ignored", { ["generator/job/provenance.c"] = without("statement", "generator/job/provenance.c") },
          "ninja out/massc && lua5.4 tests/words.lua out/massc", { "STATEMENT TITLE is read and printed, and then ignored" })
forgotten("an attribute more than there is room for", { ["generator/job/provenance.c"] = replaced("ATTRIBUTES = 21", "ATTRIBUTES = 10") },
          "ninja out/massc && out/massc run x.mass --engine tcc --out results", { "more attributes than there is room for" })
-- The last: all that knows the table is built again.
kit.write(tree .. "/x.mass", swing)
forgotten("a solver with weights of a lower order, a formula that cannot be read", {
            ["generator/model/solver.def"] = replaced("({ 3, { 1, 2 } })", "({ 3, { 2, 1 } })"),
            ["generator/model/reduction.def"] = replaced("max(x) - min(x)", "max(x) - ") },
          "ninja out/massc out/tests/kernel/steps; out/tests/kernel/steps; out/massc check x.mass", { "quarters: error", "range:1:" })
kit.uses("tests/extend.lua")
kit.finish()
