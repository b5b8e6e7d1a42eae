-- series.lua -- what a run records, in memory: result.series.
local function fails(text, f, ...)
  local ok, why = pcall(f, ...)
  assert(not ok and why:find(text, 1, true), ("expected '%s', got '%s'"):format(text, tostring(why)))
end

local function file(name, text)
  local out = assert(io.open(name, "wb"))
  out:write(text)
  out:close()
  return name
end

local folder = os.tmpname()
os.remove(folder)
assert(os.execute("mkdir " .. folder))
local halves = massc.load(file(folder .. "/halves.mass", [[
model Decay
  state x = 1 [mV]  "voltage"
  state y = 2
  param k = 1
  x' = -k*x
  y' = -k*y
end
network
  dynamics Decay
  nodes 2
end
simulate euler with dt = 0.5 ms, duration = 2 ms, transient = 0.5 ms
record x, y
observe total = sum(x over node) every 1 ms "both nodes"
observe late = mean(x)
explore rates
  dynamics.k = [0, 1, 2]
end
explore plain
  dynamics.k = [0, 1]
end
]]))
warn("@off")

-- x and y are halved in each step where k is 1; the transient is one of them.
local result = halves:run("rates", {quiet = true, engine = "tcc"})
local both, total = result.series.results, result.series.total
assert(tostring(both) == "Series(results, row=3, time=4, state=2, node=2)" and tostring(total) == "Series(total, row=3, time=2)")
assert(#both == 3 and table.concat(both.dims, " ") == "row time state node" and table.concat(both.shape, " ") == "3 4 2 2")
assert(table.concat(both.states, " ") == "x y" and both.units[1] == "mV" and both.docs[1] == "voltage" and both.docs[2] == false)
assert(table.concat(both.time, " ") == "0.5 1.0 1.5 2.0" and table.concat(total.time, " ") == "1.0 2.0")
assert(both.time == both.time and both.name == "results" and total.doc == "both nodes" and #total.states == 0)
for row, factor in ipairs { 1, 0.5, 0 } do
  for k = 1, 4 do
    local want = factor^(k + 1)
    for node = 1, 2 do
      assert(both[row][k][1][node] == want and both[row][k][2][node] == 2*want)
      assert(both:value(row, k, "x", node) == want and both:value(row, k, 2, node) == 2*want)
      assert(both:at(row - 1)[k][1][node] == want)
    end
    if k % 2 == 0 then assert(total[row][k//2] == 2*want and total:value(row, k//2) == 2*want) end
  end
end
assert(both:value(-1, 1, "x", 1) == 0 and both[-3][1][1][1] == 1)
local names = {}
for name in pairs(result.series) do names[#names + 1] = name end
table.sort(names)
assert(table.concat(names, " ") == "results total")

-- a slice shows the same samples, also of a slice and when the result is gone
local back = result:slice(nil, nil, -1)
local last = back:slice(-1)
result, both, total = nil, nil, nil
collectgarbage()
collectgarbage()
assert(back.series.total[1][1] == 0 and back.series.total[3][1] == 2 and #back.series.total == 3)
assert(#last == 1 and last.series.total[1][2] == 2 and last.series.results:value(1, 1, "y", 2) == 2)
assert(#back:slice(3).series.total == 0)
local kept = last.series.total
back, last = nil, nil
collectgarbage()
collectgarbage()
assert(kept[1][1] == 2)

-- what is made of all trials stands in each row of its point, also in those that a slice keeps; the slice of
-- a space has no whole trials, and says what it leaves out
local noisy = massc.load(file(folder .. "/trials.mass", [[
model M
  state x = 1
  param k = 1
  x' = -k*x
end
network
  nodes 2
  dynamics M
end
simulate euler with dt = 0.5, duration = 2
observe erp = mean(x over trial)
observe lost = x - 1
observe peak = max(x)
observe typical = median(peak over trial)
observe each = mean(last(x) over trial)
record x
explore e key 3
  k = [0, 1, 2]
  initial.x ~ Uniform(1, 2)
  trials 4
end
]]))
local whole
local function same_trials(part, rows)
  assert(#part == #rows and #part.series.erp == #rows)
  for i, row in ipairs(rows) do
    local point = (row - 1)//4
    for k = 1, 4 do
      for node = 1, 2 do
        local mean = 0
        for trial = 1, 4 do mean = mean + whole.series.x[4*point + trial][k][node]/4 end
        assert(math.abs(part.series.erp:value(i, k, node) - mean) <= 1e-15)
        assert(part.series.erp[i][k][node] == part.series.erp:value(i, k, node))
        assert(part.series.x:value(i, k, node) == whole.series.x:value(row, k, node))
      end
    end
    local peaks = {}
    for trial = 1, 4 do peaks[trial] = whole.peak[4*point + trial] end
    table.sort(peaks)
    assert(part.typical[i] == (peaks[2] + peaks[3])/2 and part[i].typical == part.typical[i])
    assert(part.each[i][1] == part.series.erp:value(i, 4, 1) and part.peak[i] == whole.peak[row])
  end
end
whole = noisy:run("e", {quiet = true})
same_trials(whole, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
same_trials(whole:slice(3, 6), {4, 5, 6})
same_trials(whole:slice(nil, nil, -5), {12, 7, 2})
same_trials(whole:slice(1, nil, 2):slice(-1, 1, -2), {12, 8})
whole = nil
local part
for _, rows in ipairs { {0, 2}, {4, 8} } do
  part = noisy:run(noisy:space("e"):slice(table.unpack(rows)), {quiet = true, explore = "e"})
  assert(table.concat(part.columns, " ") == "k trial peak status" and #part == rows[2] - rows[1])
  fails("no series 'erp'", function() return part.series.erp end)
  assert(#part.series.x == #part and #part.series.lost == #part)
end

-- wrong use
local r = halves:run("plain", {quiet = true, engine = "tcc"})
fails("no series 'totl'; did you mean 'total'?", function() return r.series.totl end)
fails("a series has no 'tim'; did you mean 'time'?", function() return r.series.total.tim end)
fails("index 3 is out of range: the series has 2 rows, 1 to 2 (or -2 to -1)", function() return r.series.total[3] end)
fails("dimension 'time' of series 'results' has 1 to 4", function() return r.series.results:value(1, 5, 1, 1) end)
fails("series 'results' has no state 'z'", function() return r.series.results:value(1, 1, "z", 1) end)
fails("number expected", function() return r.series.results:value(1, 1, 1) end)
fails("nothing is recorded in this result", function() return massc.space{a = massc.grid(0, 1, 3)}:map(function() return 1 end).series.x end)
fails("the series need 1.44e+06 GB of memory, 'results' 1.28e+06 of them", halves.run, halves, "plain",
      {quiet = true, set = {["simulate.duration"] = "1e13 ms"}})

-- with files the samples are there, the same bits
local oscillator = massc.load(file(folder .. "/o.mass", [[
use Generic2dOscillator
simulate heun with dt = 0.1, duration = 100
record V, W every 0.5 ms
explore e
  dynamics.a = [-2, 0.5, 2]
end
]]))
for _, real in ipairs { "f32", "f64" } do
  local here = oscillator:run("e", {quiet = true, real = real, threads = 2})
  local there = oscillator:run("e", {quiet = true, real = real, out = folder .. "/out", format = "npy"})
  fails("the series of 'e' are in files in '" .. folder .. "/out'", function() return there.series end)
  fails("are in files", function() return there:slice(1).series end)
  local bytes = assert(io.open(folder .. "/out/e.results.npy", "rb")):read("a")
  local head = 10 + string.unpack("<I2", bytes, 9)
  local read, size = real == "f32" and "<f" or "<d", real == "f32" and 4 or 8
  assert(#bytes == head + 3*200*2*size)
  local at = head + 1
  for row = 1, 3 do
    local samples = here.series.results[row]
    for k = 1, 200 do
      for state = 1, 2 do
        assert(samples[k][state][1] == string.unpack(read, bytes, at))
        at = at + size
      end
    end
  end
end
assert(os.execute("rm -r " .. folder))
