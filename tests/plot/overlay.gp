set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 17cm,8.2cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1 0
2 1
3 0
4 -1
END
$curve0_1 << END
1 0
2 2

4 -2
END
$curve1_0 << END
1 1
2 0
3 -1
4 0
END
$curve1_1 << END
1 2
2 0
3 -2
4 0
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set multiplot
set lmargin at screen 0.07764706
set rmargin at screen 0.8867647
set bmargin at screen 0.57012194
set tmargin at screen 0.9634146
set xrange [1:4]
set format x ''
unset logscale x
set xtics 0.5
set yrange [-2.2:2.2]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 2 'V [mV]' at screen 0.02764706, 0.7667683 center rotate by 90
set key on left top Left reverse noenhanced samplen 1 spacing 1.1 width 0 height 0 at screen 0.8926471, 0.9756098 title 'a [mV]' left
plot $curve0_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' title '-1', \
     $curve0_1 using 1:2 with lines linewidth 1 linecolor rgb '#d55e00' title '2.5'
set lmargin at screen 0.07764706
set rmargin at screen 0.8867647
set bmargin at screen 0.1402439
set tmargin at screen 0.5335366
set xrange [1:4]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [-2.2:2.2]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'time [ms]' at screen 0.48220587, 0.036585364 center
set label 2 'W [mV]' at screen 0.02764706, 0.33689025 center rotate by 90
set key off
plot $curve1_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' title '-1', \
     $curve1_1 using 1:2 with lines linewidth 1 linecolor rgb '#d55e00' title '2.5'
unset multiplot
