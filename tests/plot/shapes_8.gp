---- shapes.nc s
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 17cm,11.8cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
0.01 0
1 1
2 2
3 3
END
$curve1_0 << END
0.01 1
1 3
2 5
3 7
END
$curve2_0 << END
NaN NaN
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set multiplot
set lmargin at screen 0.08794118
set rmargin at screen 0.9786765
set bmargin at screen 0.6991525
set tmargin at screen 0.9745763
set xrange [0:3]
set format x ''
unset logscale x
set xtics 0.5
set yrange [-0.15000000000000002:3.15]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 2 'U [mV]' at screen 0.048235293, 0.8368644 center rotate by 90
set key off
plot $curve0_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.08794118
set rmargin at screen 0.9786765
set bmargin at screen 0.3983051
set tmargin at screen 0.6737288
set xrange [0:3]
set format x ''
unset logscale x
set xtics 0.5
set yrange [0.7:7.3]
set format y '%g'
unset logscale y
set ytics 2
unset label
set label 2 'V [Hz]' at screen 0.048235293, 0.53601694 center rotate by 90
set key off
plot $curve1_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.08794118
set rmargin at screen 0.9786765
set bmargin at screen 0.097457625
set tmargin at screen 0.37288135
set xrange [0:3]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [-0.05:1.05]
set format y '%g'
unset logscale y
set ytics 0.2
unset label
set label 1 'time [ms]' at screen 0.5333088, 0.025423728 center
set label 2 'W [mV]' at screen 0.02764706, 0.23516949 center rotate by 90
set key off
plot NaN notitle
unset multiplot
---- shapes.nc s --log y
massc: error: a logarithmic axis takes numbers above 0, but 'U [mV]' begins at 0
---- shapes.nc s --kind phase
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,7cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
0 1
1 3
2 5
3 7
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.13470589
set rmargin at screen 0.95735294
set bmargin at screen 0.16428572
set tmargin at screen 0.95714283
set xrange [-0.09:3.09]
set format x '%g'
unset logscale x
set xtics 0.5
set yrange [0.7:7.3]
set format y '%g'
unset logscale y
set ytics 2
unset label
set label 1 'U [mV]' at screen 0.5460294, 0.042857144 center
set label 2 'V [Hz]' at screen 0.05529412, 0.5607143 center rotate by 90
set key off
plot $curve0_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' notitle
---- shapes.nc s --phase V,U
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,7cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1 0
3 1
5 2
7 3
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.13470589
set rmargin at screen 0.9588235
set bmargin at screen 0.16428572
set tmargin at screen 0.95714283
set xrange [0.8200000000000001:7.18]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-0.15000000000000002:3.15]
set format y '%g'
unset logscale y
set ytics 1
unset label
set label 1 'V [Hz]' at screen 0.54676473, 0.042857144 center
set label 2 'U [mV]' at screen 0.05529412, 0.5607143 center rotate by 90
set key off
plot $curve0_0 using 1:2 with lines linewidth 1 linecolor rgb '#0072b2' notitle
---- shapes.nc U,V
massc: error: 'U' and 'V' are two of several states of s; draw one, or all of them by its name
---- shapes.nc of_trials --panels
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 17cm,8.2cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1 1
10 4
100 7
END
$curve1_0 << END
1 2
10 5
100 8
END
$curve2_0 << END
1 3
10 6
100 9
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set multiplot
set lmargin at screen 0.06735294
set rmargin at screen 0.50242645
set bmargin at screen 0.57012194
set tmargin at screen 0.91219515
set xrange [-1.9699999999999998:102.97]
set format x ''
unset logscale x
set xtics 20
set yrange [0.6:9.4]
set format y '%g'
unset logscale y
set ytics 2
unset label
set label 2 'of_trials' at screen 0.02764706, 0.74115855 center rotate by 90
set label 3 'trial = 0' at screen 0.2848897, 0.9390244 center
set key off
plot $curve0_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.54360294
set rmargin at screen 0.9786765
set bmargin at screen 0.57012194
set tmargin at screen 0.91219515
set xrange [-1.9699999999999998:102.97]
set format x '%g'
unset logscale x
set xtics 20
set yrange [0.6:9.4]
set format y ''
unset logscale y
set ytics 2
unset label
set label 1 'c' at screen 0.7611397, 0.46646342 center
set label 3 'trial = 1' at screen 0.7611397, 0.9390244 center
set key off
plot $curve1_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
set lmargin at screen 0.06735294
set rmargin at screen 0.50242645
set bmargin at screen 0.1402439
set tmargin at screen 0.48231706
set xrange [-1.9699999999999998:102.97]
set format x '%g'
unset logscale x
set xtics 20
set yrange [0.6:9.4]
set format y '%g'
unset logscale y
set ytics 2
unset label
set label 1 'c' at screen 0.2848897, 0.036585364 center
set label 2 'of_trials' at screen 0.02764706, 0.3112805 center rotate by 90
set label 3 'trial = 2' at screen 0.2848897, 0.50914633 center
set key off
plot $curve2_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' notitle
unset multiplot
---- shapes.nc long_trials
set encoding utf8
set terminal pdfcairo noenhanced background '#ffffff' size 8.5cm,6cm font 'sans,8' fontscale 0.75 linewidth 2 pointscale 0.75
set output 'x.pdf'
$curve0_0 << END
1 1
2 2
3 3
4 4
5 5
6 6
7 7
8 8
9 9
END
$curve0_1 << END
1 11
2 12
3 13
4 14
5 15
6 16
7 17
8 18
9 19
END
$curve0_2 << END
1 21
2 22
3 23
4 24
5 25
6 26
7 27
8 28
9 29
END
set border 3 linewidth 0.5
set tics out nomirror scale 0.5
set boxwidth 1 relative
set format cb '%g'
set cbtics scale 0.5
set lmargin at screen 0.15529412
set rmargin at screen 0.8147059
set bmargin at screen 0.19166666
set tmargin at screen 0.95
set xrange [0.76:9.24]
set format x '%g'
unset logscale x
set xtics 1
set yrange [-0.40000000000000013:30.4]
set format y '%g'
unset logscale y
set ytics 10
unset label
set label 1 'k [nA]' at screen 0.485, 0.05 center
set label 2 'long_trials' at screen 0.05529412, 0.5708333 center rotate by 90
set key on left top Left reverse noenhanced samplen 1 spacing 1.1 width 0 height 0 at screen 0.8264706, 0.96666664 title 'trial' left
plot $curve0_0 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#0072b2' title '0', \
     $curve0_1 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#d55e00' title '1', \
     $curve0_2 using 1:2 with linespoints linewidth 1 pointtype 7 pointsize 0.35 linecolor rgb '#009e73' title '2'
