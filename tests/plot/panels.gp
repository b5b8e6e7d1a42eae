set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 17cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1 0
2 1
3 0
4 -1
END
$curve1_0 << END
1 0
2 2

4 -2
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set multiplot
set lmargin at screen 0.07764706
set rmargin at screen 0.50757354
set bmargin at screen 0.19166666
set tmargin at screen 0.88
set xrange [1:4]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [-2.2:2.2]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'time [ms]' at screen 0.2926103, 0.05 center
set label 2 'V [mV]' at screen 0.02764706, 0.53583336 center rotate by 90
set label 3 'a = -1' at screen 0.2926103, 0.9166667 center
set key off
plot $curve0_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.54875
set rmargin at screen 0.9786765
set bmargin at screen 0.19166666
set tmargin at screen 0.88
set xrange [1:4]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [-2.2:2.2]
set format y ''
unset logscale y
set ytics 1
unset label
set label 1 'time [ms]' at screen 0.76371324, 0.05 center
set label 3 'a = 2.5' at screen 0.76371324, 0.9166667 center
set key off
plot $curve1_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' notitle
unset multiplot
