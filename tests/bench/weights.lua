-- weights.lua -- the matrices that the workloads in tests/bench name, written below out/bench.
--
--   lua5.4 tests/bench/weights.lua [FOLDER]
--
-- wN.csv: weights of N nodes, uniform random, none from a node to itself, those of a row sum to 1;
-- sp1000.csv: such of a fiftieth of all edges; lN.csv: lengths of tracts that are 1 to 60 ms
-- long at 3 mm/ms. Always the same: the generator stands here.
local folder = arg[1] or "out/bench"

-- Numbers in [0, 1): the upper half of Knuth's linear congruential generator of 64 bits.
local function source(seed)
  local x = seed
  return function()
    x = x*6364136223846793005 + 1442695040888963407
    return (x >> 32)/2.0^32
  end
end

local function write(name, n, row_of)
  local path = ("%s/%s.csv"):format(folder, name)
  if io.open(path) then return end
  local rows = {}
  for i = 1, n do rows[i] = table.concat(row_of(i), ",") end
  local file = assert(io.open(path .. ".new", "w"))       -- never seen half written
  file:write(table.concat(rows, "\n"), "\n")
  file:close()
  os.rename(path .. ".new", path)
end

local function weights(name, n, density)
  local random = source(n)
  write(name, n, function(i)
    local row, sum = {}, 0
    for j = 1, n do
      local there, x = random() < density, random()
      row[j] = (there and i ~= j) and x or 0
      sum = sum + row[j]
    end
    for j = 1, n do row[j] = row[j] == 0 and "0" or ("%.9g"):format(row[j]/sum) end
    return row
  end)
end

local function lengths(name, n)
  local random = source(n + 1)
  write(name, n, function(i)
    local row = {}
    for j = 1, n do row[j] = i == j and "0" or ("%.6g"):format(3*(1 + 59*random())) end
    return row
  end)
end

os.execute(("mkdir -p '%s'"):format(folder))
for _, n in ipairs { 76, 84, 164, 400, 1000 } do
  weights("w" .. n, n, 1)
  weights("w" .. n + 12, n + 12, 1)             -- of workloads resized (variants.lua)
end
weights("sp1000", 1000, 0.02)
weights("sp900", 900, 0.02)
lengths("l84", 84)
lengths("l96", 96)
