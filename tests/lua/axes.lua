-- axes.lua -- every constructor gives the values its name says, or a message that helps.
local function fails(text, f, ...)
  local ok, why = pcall(f, ...)
  assert(not ok and why:find(text, 1, true), ("expected '%s', got '%s'"):format(text, tostring(why)))
end

local function near(got, want, digits)
  assert(math.abs(got - want) <= 0.5001*10^-digits, ("%.10g is not %.10g"):format(got, want))
end

local function list(axis, ...)
  return table.concat(axis:values(...), " ")
end

-- grids
assert(list(massc.grid(0, 1, 5)) == "0.0 0.25 0.5 0.75 1.0")
assert(list(massc.grid(0, 2, 11), {precision = "single"}):find("1.800000", 1, true))
assert(massc.grid(0, 2, 11):values{precision = "single"}[10] == 1.7999999523162842 + 2^-23)
assert(list(massc.loggrid(0.01, 100, 3)) == "0.01 1.0 100.0")
assert(list(massc.range(0, 1, 0.5)) == "0.0 0.5 1.0" and #massc.range(-10, 10, 1) == 21)
local regional = massc.grid(0, 1, 5, {shape = 68}):values()
assert(#regional == 5 and #regional[2] == 68 and regional[2][68] == 0.25)

-- lists and data
assert(list(massc.list{3, 1, 2}) == "3.0 1.0 2.0")
local deep = massc.list{ {{1, 2}, {3, 4}}, {{5, 6}, {7, 8}} }
assert(#deep == 2 and deep:values()[2][1][2] == 6)
local path = os.tmpname()
local file <close> = assert(io.open(path, "w"))
file:write("1,2\n3,4\n5,6\n")
file:flush()
local data = massc.data(path)
assert(#data == 3 and data:values()[3][1] == 5)
file:seek("set")
file:write('dynamics.a,list,status\n0.5,"[1, 2]",0\n2,"[3, 4]",0\n')
file:flush()
assert(list(massc.data(path .. ":dynamics.a")) == "0.5 2.0" and list(massc.data(path .. ":a")) == "0.5 2.0")
assert(massc.data(path .. ":list"):values()[2][1] == 3)
fails("has the columns dynamics.a, list, status; say which", massc.data, path)
fails("has no column 'b'", massc.data, path .. ":b")
os.remove(path)

-- draws: the numbers of the published page
local own = { precision = "single" }
near(massc.Normal(0, 1, {n = 3, key = 456, shape = {2, 4}}):values(own)[1][2][4], -1.5987304, 6)
local broadcast = massc.Normal(0, 1, {n = 3, key = 456, sample_shape = {2, 4}, broadcast = true}):values(own)[1]
near(broadcast[1][1], 0.991294, 6)
assert(broadcast[2][4] == broadcast[1][1])
local u, least, most = massc.uniform(0, 1, 100, {key = 42}):values(own), 1, 0
for _, x in ipairs(u) do least, most = math.min(least, x), math.max(most, x) end
near(least, 0.010, 3)
near(most, 0.992, 3)
local beta, sum = massc.dist("Beta", {2, 5}, 1000, {key = 42}):values(own), 0
for _, x in ipairs(beta) do sum = sum + x end
near(sum/1000, 0.285, 3)

-- Sobol' points, and one draw in each part
assert(table.concat(massc.sobol(0, 8, 8):values(), " ") == "0.0 4.0 6.0 2.0 3.0 7.0 5.0 1.0")
assert(table.concat(massc.space({ b = massc.sobol(0, 8, 8), a = massc.sobol(0, 8, 8) }, {mode = "zip"}):to_table().b, " ")
       == "0.0 4.0 2.0 6.0 3.0 7.0 1.0 5.0")
local parts = {}
for _, x in ipairs(massc.latin(0, 7, 7, {key = 3}):values()) do parts[math.floor(x)] = true end
assert(parts[0] and #parts == 6)
fails("low bound (1) must be less than high bound (1)", massc.sobol, 1, 1, 8)

-- a key given to values wins; without any it is 0
local free, kept = massc.uniform(0, 1, 3), massc.uniform(0, 1, 3, {key = 7})
assert(list(free) == list(free, 0) and list(free) ~= list(free, 7))
assert(list(kept) == list(free, 7) and list(kept, {key = 0}) == list(free))
assert(kept.key == 7 and free.key == nil and kept.n == 3)
assert(massc.grid(0, 1, 2, {group = 3}).group == "3")

-- a list and a matrix
local vectors = massc.MultivariateNormal({-1, 10}, {{4, 2}, {2, 3}}, {n = 3, key = 7})
local again = massc.dist("MultivariateNormal", {{-1, 10}, {{4, 2}, {2, 3}}}, 3, {key = 7})
local normals = massc.Normal(0, 1, {n = 3, shape = 2, key = 7}):values()
for i, v in ipairs(vectors:values()) do
  local e = normals[i]
  near(v[1], -1 + 2*e[1], 12)
  near(v[2], 10 + e[1] + 2^0.5*e[2], 12)
  assert(again:values()[i][2] == v[2])
end
fails("a list of 2 lists of 2 numbers, as many as its mean has", massc.MultivariateNormal, {0, 1}, {{1}}, {n = 3})
fails("is not symmetric", massc.MultivariateNormal, {0, 1}, {{1, 0.5}, {0.4, 1}}, {n = 3})
fails("leading minor of order 2", massc.dist, "MultivariateNormal", {{0, 1}, {{1, 1}, {1, 1}}}, 3)
fails("how many draws?", massc.MultivariateNormal, {0, 1}, {n = 3})

-- every distribution can be written both ways, and by its defaults
local args = {
  Uniform = {0, 1}, Normal = {0, 1}, LogNormal = {0, 1}, LogUniform = {1, 2}, HalfNormal = {1}, Exponential = {1},
  Gamma = {2, 1}, InverseGamma = {2, 1}, Chi2 = {3}, Beta = {2, 5}, BetaProportion = {0.5, 3}, TruncatedNormal = {0, 1, -1, 1},
  StudentT = {3, 0, 1}, Cauchy = {0, 1}, HalfCauchy = {1}, Laplace = {0, 1}, Logistic = {0, 1}, Gumbel = {0, 1},
  Weibull = {1, 2}, Pareto = {1, 2}, Bernoulli = {0.5}, Integer = {0, 9},
}
local count = 0
for name, a in pairs(args) do
  local words = { table.unpack(a) }
  words[#words + 1] = { n = 3, key = 5 }
  local direct = massc[name](table.unpack(words))
  assert(list(direct) == list(massc.dist(name, a, 3, {key = 5})), name)
  count = count + 1
end
assert(count == 22)
assert(list(massc.Normal({n = 2})) == list(massc.Normal(0, 1, {n = 2})))
local simplex = massc.Dirichlet({1, 2, 3}, {n = 4}):values()
assert(#simplex == 4 and math.abs(simplex[1][1] + simplex[1][2] + simplex[1][3] - 1) < 1e-12)
assert(#massc.Dirichlet({1, 2}, {n = 2, shape = 5}):values()[1] == 5)

-- keys
local key = massc.split(0, 2):values()[2]
assert(#key == 2 and math.type(key[1]) == "integer")
assert(tostring(massc.grid(0, 1, 3)) == "Axis(grid, n=3)" and tostring(massc.Beta(1, 1, {n = 2})) == "Axis(Beta, n=2)")

-- what is wrong
fails("low bound (1) must be less than high bound (0)", massc.grid, 1, 0, 5)
fails("grid size must be positive, got 0", massc.grid, 0, 1, 0)
fails("bad argument #3", massc.grid, 0, 1)
fails("low bound must be positive for log scale", massc.loggrid, 0, 1, 3)
fails("step must be positive", massc.range, 0, 1, -0.5)
fails("unknown option 'grop'; did you mean 'group'?", massc.grid, 0, 1, 3, {grop = 1})
fails("unknown option 'key'", massc.grid, 0, 1, 3, {key = 1})
fails("'group' is a string or a number", massc.grid, 0, 1, 3, {group = {}})
fails("must be positive, got 0", massc.grid, 0, 1, 3, {shape = {2, 0}})
fails("4 dimensions at most", massc.grid, 0, 1, 3, {shape = {1, 1, 1, 1, 1}})
fails("whole numbers", massc.grid, 0, 1, 3, {shape = {1.5}})
fails("whole number", massc.uniform, 0, 1, 3, {key = 1.5})
fails("true or false", massc.Normal, {n = 1, broadcast = 1})
fails("give one", massc.Normal, {n = 1, shape = 2, sample_shape = 2})
fails("at least one value", massc.list, {})
fails("differ in length: 2 and 1", massc.list, {{1, 2}, {3}})
fails("value 2 of a list is a string, not a number", massc.list, {1, "x"})
fails("not a list as the first one", massc.list, {{1}, 2})
fails("4 dimensions at most", massc.list, {{{{{{1}}}}}})
fails("nowhere.npy", massc.data, "nowhere.npy")
fails("unknown distribution 'Bta'; did you mean 'Beta'?", massc.dist, "Bta", {1, 1}, 3)
fails("Normal: scale must be positive, got -1", massc.Normal, 0, -1, {n = 3})
fails("Beta has no value for concentration0: Beta(concentration1, concentration0)", massc.Beta, 2, {n = 3})
fails("3 parameters are too many", massc.Beta, 2, 5, 6, {n = 3})
fails("must be a number, got string", massc.Beta, 2, "x", {n = 3})
fails("how many draws?", massc.Beta, 2, 5)
fails("how many draws?", massc.Beta, 2, 5, {key = 1})
fails("sample size must be positive", massc.Beta, 2, 5, {n = 0})
fails("number 2 of concentration must be positive", massc.Dirichlet, {1, -1}, {n = 3})
fails("too many for a Lua table", function() massc.grid(0, 1, 1 << 40):values() end)

-- misspelt members
fails("an axis has no 'value'; did you mean 'values'?", function() return massc.grid(0, 1, 2).value end)
fails("massc has no 'laod'; did you mean 'load'?", function() massc.laod "x.mass" end)
fails("massc has no 'linspace'; write grid(lo, hi, n)", function() massc.linspace(0, 1, 2) end)
fails("wants a colon: x:method(...)", function() massc.space{a = massc.grid(0, 1, 2)}.at(0) end)
fails("massc has no 'gird'; did you mean 'grid'?", function() massc.gird(0, 1, 2) end)
fails("massc has no 'Nomal'; did you mean 'Normal'?", function() massc.Nomal(0, 1, {n = 2}) end)
