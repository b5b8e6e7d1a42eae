-- axis_kinds.lua -- Sobol' points, Latin hypercubes and normal vectors where axes are written.
--
--   lua5.4 tests/axis_kinds.lua out/massc
--
-- Held against scipy and JAX (tests/reference/designs.py, multivariate.py). Every form gives the same bytes in a run, in pieces,
-- alone, again, in a program that is built and in one that is emitted.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local lab = require "lab" (arg[1])
local tables = require "tables"
local check, home = kit.check, lab.home

-- ---- the reference file -----------------------------------------------------------------------------

local reference = { sobol = {}, uniform = {}, bits = {} }
for line in kit.read(kit.uses("tests/reference/designs.txt")):gmatch("[^\n]+") do
  local word, rest = line:match("^(%a+) (.*)$")
  local list = {}
  for x in rest:gmatch("%S+") do list[#list + 1] = tonumber(x) end
  if reference[word] then reference[word][table.remove(list, 1)] = list end
end

-- scipy's points of a dimension, from 1.
local function sobol(dimension, n, lo, hi)
  local out = {}
  for i = 1, n do out[i] = lo + (hi - lo)*(reference.sobol[dimension - 1][i]/2^30) end
  return out
end

-- ---- tables -----------------------------------------------------------------------------------------

-- Columns of `massc space`, as numbers.
local function space(text, options)
  lab.write(text)
  local output, code = kit.run(("cd %s && timeout 60 %s space model.mass e --csv %s 2>said"):format(home, lab.program, options or ""))
  local columns = {}
  for _, row in ipairs(code == 0 and tables.read(output) or {}) do
    for name, cell in pairs(row) do
      columns[name] = columns[name] or {}
      table.insert(columns[name], tonumber(cell))
    end
  end
  return columns, kit.read(home .. "/said"), code
end

local function difference(got, want)
  if not got or #got ~= #want then return ("%d numbers, not %d"):format(got and #got or 0, #want) end
  for i, x in ipairs(want) do
    if got[i] ~= x then return ("number %d is %.17g, not %.17g"):format(i, got[i], x) end
  end
end

local function is(title, text, want, options)
  local columns, said = space(text, options)
  for name, list in kit.sorted(want) do
    local wrong = difference(columns[name], list)
    check(not wrong, title .. ": " .. name, wrong and wrong .. "\n" .. said)
  end
  check(said == "", title .. ": nothing is said", said)
end

-- ---- Sobol' -----------------------------------------------------------------------------------------

local function each(list, f)
  local out = {}
  for i, x in ipairs(list) do out[i] = f(x) end
  return out
end

local function repeated(list, inner, outer)
  local out = {}
  for _ = 1, outer do
    for _, x in ipairs(list) do
      for _ = 1, inner do out[#out + 1] = x end
    end
  end
  return out
end

local function points()
  is("a zip", "explore e zip\n  param b = sobol(0, 1, 32)\n  param a = sobol(-1, 3, 32)\n  param k = grid(0, 31, 32)\n  param b.c = sobol(5, 6) n 32\nend\n",
     { a = sobol(1, 32, -1, 3), b = sobol(2, 32, 0, 1), ["b.c"] = sobol(3, 32, 5, 6) })
  is("a product", "explore e\n  param b = sobol(0, 1, 4)\n  param a = sobol(-1, 3, 8)\nend\n",
     { a = repeated(sobol(1, 8, -1, 3), 1, 4), b = repeated(sobol(1, 4, 0, 1), 8, 1) })
  is("groups", "explore e\n  group g\n    param d = sobol(0, 1, 4)\n    param c = sobol(0, 1, 4)\n  end\n  param b = sobol(0, 2, 2)\nend\n",
     { c = repeated(sobol(1, 4, 0, 1), 2, 1), d = repeated(sobol(2, 4, 0, 1), 2, 1), b = repeated(sobol(1, 2, 0, 2), 1, 4) })
  is("single precision", "precision single\nexplore e zip\n  param a = sobol(0.1, 0.7, 8)\n  param b = sobol(0, 1, 8)\nend\n",
     { b = sobol(2, 8, 0, 1) })
  is("an axis of the command line", "param b = sobol(0, 1, 8)\nparam a = 1\nexplore e zip\n  a = grid(0, 1, 8)\nend\n",
     { a = sobol(1, 8, 0, 10), b = sobol(2, 8, 0, 1) }, "--axis 'a=sobol(0, 10, 8)'")
  is("in another unit", "model M\n  state x = 0\n  param tau = 1 [ms]\n  x' = -x/tau\nend\nsimulate euler with dt = 0.1, duration = 0.1\nobserve y = last(x)\n"
     .. "explore e\n  tau = sobol(1 s, 5000, 8)\nend\n", { tau = sobol(1, 8, 1000, 5000) })
  local text = "explore e zip\n"
  for d = 1, 128 do text = text .. ("  param x%03d = sobol(0, 1, 8)\n"):format(d) end
  is("the last dimension", text .. "end\n", { x128 = sobol(128, 8, 0, 1), x064 = sobol(64, 8, 0, 1) })
  lab.write(text .. "  param y = sobol(0, 1, 8)\nend\n")
  lab.says("a dimension too many", 1, { "model.mass:130:9: error: axis 'y' is dimension 129 of the Sobol' sequence along 'point'",
           "direction numbers are known of 128; write latin, or uniform, for some of them" }, "space model.mass e")
end

-- Whole numbers of 2^-53.
local function whole(x) return math.tointeger(x*2^53) end

local function shifts()
  for key, halves in kit.sorted(reference.bits) do
    local word = (halves[1] << 32 | halves[2]) >> 11
    is("shifted by key " .. key, ("explore e zip\n  param a = sobol(0, 1, 32) key %d\n  param b = sobol(0, 1, 32)\nend\n"):format(key),
       { a = each(sobol(1, 32, 0, 1), function(x) return (whole(x) ~ word)*2.0^-53 end), b = sobol(2, 32, 0, 1) })
  end
end

local function counted()
  local _, said = space("explore e\n  param a = sobol(0, 1, 6)\n  param b = sobol(0, 1, 7)\nend\n")
  kit.same(said, "WARNING: The balance properties of Sobol' points require n to be a power of 2; 'a' has 6, write 4 or 8.\n",
           "a number of points that is no power of two is told once")
  _, said = space("explore e zip\n  param a = sobol(0, 1, 8)\n  param b = grid(0, 1, 5)\nend\n")
  check(said:find("'a' has 5, write 4 or 8.\n", 1, true), "what a zip leaves of them counts", said)
end

-- ---- Latin hypercubes ---------------------------------------------------------------------------------

-- Each of n parts once; the fractions are the draws.
local function parts(title, list, lo, hi, draws, n)
  local seen, wrong = {}, #list ~= n and #list .. " values"
  for i, x in ipairs(list) do
    local at = (x - lo)/(hi - lo)*n
    local part = math.floor(at)
    if seen[part] or part < 0 or part >= n then wrong = ("value %d is the second in part %d"):format(i, part) end
    seen[part] = true
    if draws and math.abs(at - part - draws[i]) > 1e-9 then wrong = ("value %d lies at %.12g of its part, not %.12g"):format(i, at - part, draws[i]) end
  end
  check(not wrong, title, wrong)
end

local function hypercubes()
  for key, list in kit.sorted(reference.uniform) do
    local n = table.remove(list, 1)
    local columns = space(("explore e\n  param a = latin(-2, 7, %d) key %d\nend\n"):format(n, key))
    parts(("latin(-2, 7, %d) key %d"):format(n, key), columns.a, -2, 7, list, n)
  end
  for _, n in ipairs { 1, 2, 3, 10, 256, 257, 1000, 4097 } do
    local columns = space(("explore e zip key 9\n  param a = latin(0, 1, %d)\n  param b = latin(0.5, 2, %d)\nend\n"):format(n, n))
    parts("a of " .. n, columns.a, 0, 1, nil, n)
    parts("b of " .. n, columns.b, 0.5, 2, nil, n)
    local same = 0
    for i = 1, n do same = same + (math.floor(columns.a[i]*n) == math.floor((columns.b[i] - 0.5)/1.5*n) and 1 or 0) end
    check(n < 10 or same < 8, ("their orders are others, of %d"):format(n), same)
  end
  local columns = space("precision single\nexplore e\n  param a = latin(0, 1, 1000)\nend\n")
  parts("in single precision", columns.a, 0, 1, nil, 1000)
end

-- ---- normal vectors -----------------------------------------------------------------------------------

-- Lines of the reference file: of which precision and key, mean, covariance, draws.
local function vectors()
  local list = {}
  for bytes, seed, parameters, values in kit.read(kit.uses("tests/reference/random.txt")):gmatch("\nlaw MultivariateNormal (%d) (%d+) %d+ ([^/\n]+) / ([^\n]+)") do
    local one = { bytes = bytes, seed = seed, mean = {}, covariance = {}, values = {} }
    local numbers = {}
    for x in parameters:gmatch("%S+") do numbers[#numbers + 1] = tonumber(x) end
    while #one.mean + (#one.mean)^2 < #numbers do one.mean[#one.mean + 1] = numbers[#one.mean + 1] end
    for i = 1, #one.mean do one.covariance[i] = table.move(numbers, i*#one.mean + 1, (i + 1)*#one.mean, 1, {}) end
    for x in values:gmatch("%S+") do one.values[#one.values + 1] = tonumber(x) end
    list[#list + 1] = one
  end
  check(#list == 16, "draws of normal vectors are known", #list)
  return list
end

local function text_of(list) return "[" .. table.concat(each(list, function(x) return ("%.17g"):format(x) end), ", ") .. "]" end

local function normal_vectors()
  for i, one in ipairs(vectors()) do
    local d = #one.mean
    local rows = "[" .. table.concat(each(one.covariance, text_of), ", ") .. "]"
    kit.write(home .. "/mean.csv", table.concat(each(one.mean, function(x) return ("%.17g"):format(x) end), "\n") .. "\n")
    kit.write(home .. "/covariance.csv", table.concat(each(one.covariance, function(row) return text_of(row):sub(2, -2) end), "\n") .. "\n")
    local from = i % 2 == 0 and d > 1 and { '"mean.csv"', 'data("covariance.csv")' } or { text_of(one.mean), rows }
    local rows_of = lab.run(("%s\nmodel M\n  state x = 0\n  param a = 0\n  x' = a - x\nend\nnetwork\n  nodes %d\n  dynamics M\nend\n"
      .. "simulate euler with dt = 1, duration = 1\nobserve y = last(x)\nexplore e\n  a ~ MultivariateNormal(%s, %s) n 3 key %s\nend\n")
      :format(one.bytes == "4" and "precision single" or "", d, from[1], from[2], one.seed))
    local wrong = #rows_of ~= 3 and #rows_of .. " rows"
    for k, want in ipairs(one.values) do
      local row = rows_of[(k - 1)//d + 1]
      local got = row and tables.numbers(row.a)[(k - 1) % d + 1]
      local reached = row and tables.numbers(row.y)[(k - 1) % d + 1]
      local allowed = (one.bytes == "4" and 2e-6 or 1e-14)*math.max(1, math.abs(want))
      if not got or math.abs(got - want) > allowed then wrong = ("number %d is %s, not %.17g"):format(k, got, want) end
      if got ~= reached then wrong = ("number %d reaches its node as %s"):format(k, reached) end
    end
    check(not wrong, ("normal vectors %d"):format(i), wrong)
  end
end

-- ---- what is wrong ------------------------------------------------------------------------------------

local function told(axis, words)
  lab.write("explore e\n  param a " .. (axis:find("^~") and "" or "= ") .. axis .. "\nend\n")
  lab.says(axis, 1, words, "check model.mass")
end

local function faults()
  told("sobol(1, 0, 8)", { "low bound (1) must be less than high bound (0); write sobol(0, 1, 8)" })
  told("latin(1, 1, 8)", { "low bound (1) must be less than high bound (1)" })
  told("latin(0, 1)", { "how many points? write: a = latin(0, 1) n 4" })
  told("sobol(0, 1, 2.5)", { "n must be a whole number from 1 on, got 2.5" })
  told("sobol(0, 1, 8, 9)", { "sobol takes 3 arguments, got 4; write sobol(0, 1, 8)" })
  told("lhs(0, 1, 8)", { "unknown axis 'lhs'; write latin(lo, hi, n)" })
  told("qmc.Sobol(0, 1, 8)", { "unknown axis 'qmc.Sobol'; write sobol(lo, hi, n)" })
  told("~ MultivariateNormal([0, 1]) n 3", { "MultivariateNormal takes MultivariateNormal(mean, covariance), a list and a matrix, got 1 argument" })
  told("~ MultivariateNormal(0, [[1]]) n 3", { "the mean of MultivariateNormal is a list or a file in quotes, got 0" })
  told("~ MultivariateNormal([[0, 1]], [[1]]) n 3", { "the mean of MultivariateNormal is a list of numbers, got 1 x 2 numbers" })
  told("~ MultivariateNormal([0, 1], [1, 2]) n 3", { "the covariance of MultivariateNormal is a square matrix, a row of 2 for each number of the mean; got 2 numbers" })
  told("~ MultivariateNormal([0, 1], [[1, 2, 3], [1, 2, 3]]) n 3", { "is a square matrix, a row of 2 for each number of the mean; got 2 x 3 numbers" })
  told("~ MultivariateNormal([0, 1], [[1, 0, 0], [0, 1, 0], [0, 0, 1]]) n 3", { "the mean has 2 numbers, and the covariance is 3 x 3; both are of one size" })
  told("~ MultivariateNormal([0, 1], [[1, 0.5], [0.4, 1]]) n 3",
       { "model.mass:2:40: error: the covariance of MultivariateNormal is not symmetric: row 2, column 1 is 0.4, and row 1, column 2 is 0.5" })
  told("~ MultivariateNormal([0, 1], [[1, 2], [2, 1]]) n 3", { "is not positive definite: its leading minor of order 2 is not positive" })
  told("~ MultivariateNormal([0, inf], [[1, 0], [0, 1]]) n 3", { "number 2 of mean must be finite, got inf" })
  told("~ MultivariateNormal([0, 1], [[1, 0], [0, 1]])", { "how many draws?" })
  told("~ MultivariateNormal([0, 1], \"none.csv\") n 3", { "cannot read 'none.csv'" })
  local carried = "model M\n  state x = 0\n  param a = 1\n  x' = a - x\nend\nsimulate euler with dt = 0.1, duration = 1\nobserve y = last(x)\n"
               .. "explore e\n  a = %s(0, 1, 8)\n  carry along a\nend\n"
  lab.write(carried:format("sobol"))
  lab.says("carried along Sobol' points", 1, { "the points of 'a' come in no order; carry along a grid or a list" }, "check model.mass")
  lab.write(carried:format("latin"))
  lab.says("carried along a hypercube", 1, { "'a' draws its values, which come in no order" }, "check model.mass")
end

-- ---- everywhere ---------------------------------------------------------------------------------------

-- Of one node, or more.
local model = [[
model M
  state x = 1
  param a = 0.5
  param b = 0.5
  x' = -a*x + b
end
network
  nodes %d
  dynamics M
end
simulate heun with dt = 0.1, duration = 2
observe y = last(x)
]]

local function sh(command) return kit.run(("cd %s && export XDG_CACHE_HOME=%s/cache && { %s\n}"):format(home, home, command)) end

-- A program that runs and gives the files of [folder].
local function same(title, folder, command)
  local output = sh("rm -rf other; " .. command)
  local differ = sh(("ls other/*.csv > /dev/null && for f in $(cd %s; ls *.csv *.nc); do cmp %s/$f other/$f; done"):format(folder, folder))
  check(output == "" and differ == "", title, output .. differ)
end

-- The same in a file, on the command line, in pieces, again, in programs; [axes]: of the names a and b.
local function everywhere(title, axes, mode, nodes)
  local options = ""
  for name, text in kit.sorted(axes) do options = options .. " --axis " .. kit.quote(name .. text) end
  local lines = ""
  for name, text in kit.sorted(axes) do lines = lines .. "  " .. name .. text .. "\n" end
  kit.write(home .. "/whole.mass", model:format(nodes or 1) .. "explore e " .. mode .. "\n" .. lines .. "end\n")
  kit.write(home .. "/bare.mass", model:format(nodes or 1) .. "explore e " .. mode .. "\n  a = "
    .. (nodes and "[[1, 2], [3, 4]]" or "[1, 2]") .. "\n  b = [1, 2]\nend\n")
  local run = lab.program .. " run %s e --quiet --engine %s --out %s %s 2>/dev/null;"
  sh("rm -rf want bare")
  sh(run:format("whole.mass", "tcc", "want", ""))
  sh(run:format("bare.mass", "tcc", "bare", options))
  check(#tables.read(kit.read(home .. "/want/e.csv") or "") > 1, title .. ": it runs")
  kit.same(kit.read(home .. "/bare/e.csv"), kit.read(home .. "/want/e.csv"), title .. ": on the command line")
  same(title .. ": again", "want", ("%s run --from want/e.nc --quiet --out other 2>&1 > /dev/null | grep -v ^WARNING"):format(lab.program))
  for _, engine in ipairs { "gcc", "clang" } do
    if kit.has(engine) then
      sh("rm -rf other")
      sh(run:format("whole.mass", engine, "other", ""))
      kit.same(kit.read(home .. "/other/e.csv"), kit.read(home .. "/want/e.csv"), title .. ": by " .. engine)
    end
  end
  local pieces = "rm -rf parts;"
  for i = 0, 2 do pieces = pieces .. run:format("whole.mass", "tcc", "parts", ("--shard %d/3"):format(i)) end
  sh(pieces .. ("rm -rf other; %s merge parts --quiet --out other"):format(lab.program))
  kit.same(kit.read(home .. "/other/e.csv"), kit.read(home .. "/want/e.csv"), title .. ": in pieces")
  local drawn = sh("for d in want other; do ncdump -h $d/e.nc | grep -E '[ab]:(drawn|written)'; done")
  local half = drawn:sub(1, #drawn//2)
  check(#drawn > 0 and half == drawn:sub(#drawn//2 + 1), title .. ": pieces know what was written", drawn)
  if not kit.has("gcc") then return kit.skip(title .. ": programs", "no gcc") end
  sh(("%s build whole.mass -o prog > /dev/null 2>&1; %s build bare.mass -o free > /dev/null 2>&1; %s emit whole.mass -o one.c > /dev/null 2>&1 && gcc -std=c99 -O1 one.c -o one -lpthread -lm")
     :format(lab.program, lab.program, lab.program))
  for _, one in ipairs { { "prog", "", "built" }, { "free", options, "built, on its command line" }, { "one", "", "emitted" } } do
    local output = sh(("rm -rf other; ./%s --quiet --format csv --out other %s 2>&1 > /dev/null | grep -v '^WARNING'"):format(one[1], one[2]))
    check(output == "" and kit.read(home .. "/other/e.csv") == kit.read(home .. "/want/e.csv"), title .. ": " .. one[3], output)
  end
  return drawn
end

points()
shifts()
counted()
hypercubes()
normal_vectors()
faults()
everywhere("sobol", { a = " = sobol(0.1, 0.9, 8)", b = " = sobol(0, 1, 8) key 4" }, "zip")
everywhere("latin", { a = " = latin(0.1, 0.9, 7)", b = " = latin(0, 1, 7) key 4" }, "key 5")

everywhere("normal vectors", { a = " ~ MultivariateNormal([0.1, 0.9], [[1, 0.5], [0.5, 2]]) n 5", b = " = latin(0, 1, 7)" }, "key 5", 2)

kit.uses("tests/axis_kinds.lua")
kit.finish()
