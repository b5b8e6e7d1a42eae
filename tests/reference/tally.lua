-- tally.lua -- reductions of recorded samples, operation by operation as docs/numbers.md has them.
--
--   local tally = require "tally" (single)
--   tally.over_time[kind](samples)     samples[step][node]: all nodes of all steps, one number
--   tally.over_nodes[kind](list)       the nodes of one step
--
-- In the precision of the kernel where it says so, else in double.
local fused = require "fused"

local BLOCK = 32

return function(single)
  local tally = { over_time = {}, over_nodes = {} }
  local round = single and fused.to_single or function(x) return x end
  local madd = single and fused.single or fused.double

  -- ---- over time ---------------------------------------------------------------------------

  -- Base, sum and squares of each node within a block, in the kernel's precision.
  local function block_of(samples, first, last)
    local nodes = {}
    for i = 1, #samples[first] do
      local c, s, q = samples[first][i], 0, 0
      for n = first, last do
        local d = round(samples[n][i] - c)
        s, q = round(s + d), madd(d, d, q)
      end
      nodes[i] = { c = c, s = s, q = q }
    end
    return nodes, last - first + 1
  end

  local function join(total, nodes, m)
    local n, c0, S, Q, T = m*#nodes, nodes[1].c, 0, 0, total.count
    for _, node in ipairs(nodes) do
      local g = node.c - c0
      local u = m*g + node.s
      S = S + u
      Q = Q + (node.q + g*(node.s + u))
    end
    local share, before = 1/n, T > 0 and 1/T or 0
    local a = S*share - (fused.double(-T, c0, total.sum) + total.lost)*before
    total.squares = total.squares + (Q - S*(S*share)) + a*a*(T*n/(T + n))
    local product = n*c0
    local joined = product + S
    local sum = total.sum + joined
    local of_b = sum - total.sum
    local lost = (total.sum - (sum - of_b)) + (joined - of_b)
    total.lost = total.lost + (lost - fused.double(-n, c0, product))
    total.sum, total.count = sum, T + n
  end

  local function total_of(samples)
    local total = { count = 0, sum = 0, lost = 0, squares = 0 }
    for first = 1, #samples, BLOCK do
      join(total, block_of(samples, first, math.min(first + BLOCK - 1, #samples)))
    end
    return total
  end

  function tally.over_time.sum(samples)
    local t = total_of(samples)
    return round(t.sum + t.lost)
  end

  function tally.over_time.mean(samples)
    local t = total_of(samples)
    local mean = t.sum/t.count
    return round(mean + (fused.double(-mean, t.count, t.sum) + t.lost)/t.count)
  end

  local function variance(samples)
    local t = total_of(samples)
    return t.squares < 0 and 0 or t.squares/t.count
  end

  function tally.over_time.var(samples) return round(variance(samples)) end
  function tally.over_time.std(samples) return round(math.sqrt(variance(samples))) end

  local function extreme(samples, better)
    local best = samples[1][1]
    for _, step in ipairs(samples) do
      for _, x in ipairs(step) do best = better(best, x) end
    end
    return best
  end

  function tally.over_time.min(samples) return extreme(samples, math.min) end
  function tally.over_time.max(samples) return extreme(samples, math.max) end

  -- ---- over nodes --------------------------------------------------------------------------

  local nodes = tally.over_nodes

  function nodes.sum(list)
    local s = 0
    for _, x in ipairs(list) do s = round(s + x) end
    return s
  end

  function nodes.mean(list) return round(nodes.sum(list)/#list) end

  function nodes.var(list)
    local mean, q = nodes.mean(list), 0
    for _, x in ipairs(list) do
      local d = round(x - mean)
      q = madd(d, d, q)
    end
    return round(q/#list)
  end

  function nodes.std(list) return round(math.sqrt(nodes.var(list))) end
  function nodes.min(list) return math.min(table.unpack(list)) end
  function nodes.max(list) return math.max(table.unpack(list)) end

  return tally
end
