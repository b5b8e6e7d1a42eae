-- space.lua -- spaces of nested tables: points, indices, slices, iteration.
local function fails(text, f, ...)
  local ok, why = pcall(f, ...)
  assert(not ok and why:find(text, 1, true), ("expected '%s', got '%s'"):format(text, tostring(why)))
end
local function at(space, i) return function() return space[i] end end

warn("@off")

-- the tree: order, fixed leaves, dotted names
local tree = {
  coupling = { strength = massc.grid(0.1, 0.8, 5), delay = massc.uniform(5, 25, 3) },
  model = { noise_amplitude = massc.list{0.01, 0.02, 0.05}, time_constant = 10, label = "x", flags = {1, {2, 3}} },
}
local state = massc.space(tree, {key = 789, precision = "single"})
assert(tostring(state) == "Space(N=45, mode='product', axes=3)" and #state == 45)
assert(table.concat(state.columns, " ") == "coupling.delay coupling.strength model.noise_amplitude")
assert(("%.2f"):format(state[1].coupling.delay) == "16.82")
local point = state[2]
assert(math.abs(point.model.noise_amplitude - 0.02) < 1e-8 and point.coupling.strength == state[1].coupling.strength)
assert(point.model.time_constant == 10 and point.model.label == "x" and point.model.flags[2][2] == 3)
local dotted = massc.space({ ["coupling.strength"] = tree.coupling.strength, ["coupling.delay"] = tree.coupling.delay,
                             ["model.noise_amplitude"] = tree.model.noise_amplitude }, {key = 789, precision = "single"})
for i = 1, #state do assert(dotted[i].coupling.delay == state[i].coupling.delay) end

-- order permutes rows and changes no value
local turned = massc.space(tree, {key = 789, precision = "single", order = {"model.noise_amplitude", "coupling.strength"}})
assert(table.concat(turned.columns, " ") == "model.noise_amplitude coupling.strength coupling.delay")
local seen = {}
for _, p in pairs(state) do seen[("%a %a %a"):format(p.coupling.delay, p.coupling.strength, p.model.noise_amplitude)] = true end
for _, p in pairs(turned) do assert(seen[("%a %a %a"):format(p.coupling.delay, p.coupling.strength, p.model.noise_amplitude)]) end

-- groups stand where their first member stands, or in front when sorted
local groups = { a = massc.grid(0, 1, 2), b = massc.list({1, 2, 3}, {group = "g"}), c = massc.list({10, 20}, {group = "g"}) }
local declared, sorted = massc.space(groups), massc.space(groups, {sorted = true})
assert(#declared == 4 and declared[2].a == 0 and declared[2].b == 2)
assert(#sorted == 4 and sorted[2].a == 1 and sorted[2].b == 1)
assert(declared.warning == "WARNING: Axes in group 'g' have different sizes [3, 2]. Using minimum size 2.")

-- zip
local zip = massc.space({ a = massc.grid(0, 1, 3), b = massc.grid(0, 1, 2) }, {mode = "zip"})
assert(#zip == 2 and zip.mode == "zip" and zip.warning:find("losing 1 combinations", 1, true))

-- arrays, keys and trials in points
local mixed = massc.space({ w = massc.list{ {1, 2}, {3, 4} }, key = massc.split(0, 3) }, {trials = 2})
assert(#mixed == 12 and mixed.columns[3] == "trial")
assert(mixed[2].trial == 1 and mixed[1].w[2] == 2 and math.type(mixed[1].key[1]) == "integer")
assert(mixed:to_table().trial[12] == 1 and #mixed:to_table().key[5] == 2)

-- indices
local s = massc.space{ x = massc.grid(0, 5, 6) }
assert(s[1].x == 0 and s[6].x == 5 and s[-1].x == 5 and s[-6].x == 0 and s[2.0].x == 1)
assert(s:at(0).x == 0 and s:at(5).x == 5 and s:at(-1).x == 5)
fails("index 7 is out of range: the space has 6 points, 1 to 6 (or -6 to -1)", at(s, 7))
fails("index 0 is out of range", at(s, 0))
fails("index -7 is out of range", at(s, -7))
fails("an index is a whole number", at(s, 1.5))
fails("index 6 is out of range: the space has 6 points, 0 to 5 (or -6 to -1)", s.at, s, 6)
fails("index 2 is out of range: the space has 1 point, 1 (or -1)", at(massc.space{ x = massc.list{3} }, 2))
fails("a space has no 'nothing'", at(s, "nothing"))
fails("a space has no 'slize'; did you mean 'slice'?", function() s:slize(1) end)
fails("a space has no 'warnin'; did you mean 'warning'?", at(s, "warnin"))
assert(state[2]["model.noise_amplitude"] == point.model.noise_amplitude and point["model.flags"][2][1] == 2)
assert(point["coupling"].delay == point["coupling.delay"] and point["coupling.nothing"] == nil and point["a.b"] == nil)
local deep = massc.space{ coupling = { instant = { G = massc.grid(0, 1, 3) } } }
assert(deep[3]["coupling.instant.G"] == 1 and deep[3].coupling["instant.G"] == 1 and deep[3]["coupling.instant"].G == 1)
for name, value in pairs(deep[3]) do assert(name == "coupling" and type(value) == "table") end

-- slices are Python's
local function xs(space)
  local list = {}
  for i, p in space:points() do list[i] = ("%d"):format(p.x) end
  return table.concat(list)
end
assert(xs(s) == "012345" and xs(s:slice()) == "012345")
assert(xs(s:slice(1, 3)) == "12" and xs(s:slice(-2)) == "45" and xs(s:slice(nil, -4)) == "01")
assert(xs(s:slice(nil, nil, -1)) == "543210" and xs(s:slice(4, nil, -2)) == "420" and xs(s:slice(0, 100, 4)) == "04")
local part = s:slice(1):slice(nil, nil, 2)
assert(xs(part) == "135" and tostring(part) == "Space(N=3, mode='zip', axes=1)" and part[-1].x == 5)
fails("slice 5:5 of 6 points is empty", s.slice, s, 5, 5)
fails("step must not be zero", s.slice, s, nil, nil, 0)
fails("number expected", s.slice, s, "x")
do                                      -- a slice keeps what it was cut from
  local alone = massc.space({ x = massc.list{1, 2, 3, 4}, y = massc.Normal({n = 4}) }, {mode = "zip"}):slice(1, 3)
  collectgarbage() collectgarbage()
  assert(alone[1].x == 2 and #alone == 2)
end

-- a huge space costs nothing
local huge = massc.space{ x = massc.grid(0, 1, 100000), y = massc.Normal({n = 10000}), z = massc.grid(0, 1, 100) }
assert(#huge == 10^11 and huge[-1].x == 1 and #huge:slice(-10) == 10)
fails("too many for a Lua table; take a slice", huge.to_table, huge)
fails("take a slice", huge.map, huge, print)

-- as a table
local t = zip:to_table()
assert(t.rows == 2 and t.columns[2] == "b" and t.a[2] == 0.5 and t.b[2] == 1)

-- what is wrong
local grid = massc.grid(0, 1, 2)
fails("at least one axis", massc.space, { a = 1 })
fails("mode must be 'product' or 'zip', got 'both'", massc.space, { a = grid }, {mode = "both"})
fails("precision must be", massc.space, { a = grid }, {precision = "half"})
fails("unknown option 'mod'; did you mean 'mode'?", massc.space, { a = grid }, {mod = "zip"})
fails("whole number", massc.space, { a = grid }, {key = "x"})
fails("have names", massc.space, { grid, grid })
fails("names are strings", massc.space, { a = { [true] = grid } })
fails("'a' is a list with an axis in it", massc.space, { a = {grid} })
fails("'a.b' is a function", massc.space, { a = { b = print } })
fails("'a' is a list of numbers, but holds a string", massc.space, { a = {1, "x"}, b = grid })
fails("'a' has a value, and so has 'a.b' below it", massc.space, { a = 1, ["a.b"] = grid })
fails("'a.b' is given twice", massc.space, { a = { b = 1 }, ["a.b"] = grid })
fails("is no name", massc.space, { ["a."] = grid })
fails("no axis 'stregth'; did you mean 'strength'?", massc.space, { strength = grid }, {order = {"stregth"}})
fails("lists 'a' twice", massc.space, { a = grid }, {order = {"a", "a"}})
fails("number of trials must not be negative", massc.space, { a = grid }, {trials = -1})
fails("table expected", massc.space, grid)
local loop = { a = grid }
loop.loop = loop
fails("holds itself", massc.space, loop)
fails("the number of rows to print must be positive", s.print, s, 0)
