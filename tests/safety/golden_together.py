"""The rows of ``golden.csv`` in which several answers meet, and who gives them."""

# weeks or days after birth, and how she gave birth | answers, yes where nothing else is said
TOGETHER = """
0+0 12+6 30+0 43+0 | nothing
day-0 day-41 day-42 day-43 | nothing
19+6 20+0 30+0 day-42 day-43 | U5a U5b
19+6 20+0 | U5a U5c
19+6 20+0 | U5a U5d
19+6 20+0 | U5b U5c
19+6 20+0 | U5b U5d
19+6 20+0 43+0 day-0 | U5c U5d
20+0 | U5a U5b U5c U5d
19+6 20+0 day-42 day-43 | U5a U5-bp
19+6 20+0 | U5b U5-bp
19+6 20+0 | U5c U5-bp
19+6 20+0 | U5d U5-bp
20+0 | U5a U5-bp=not_sure
19+6 20+0 | U5a A6
19+6 20+0 | U5b A6=not_sure
20+0 | U5c A6 A2
19+6 20+0 | U5d R5
20+0 day-10 | U5d R5=not_sure
day-0 day-42 day-43 | U5a R19
day-42 | U5b R19=not_sure
20+0 | A6 R5
20+0 | U5a=not_sure U5b=not_sure
20+0 | U5a=not_sure U5-bp
20+0 | U5a U5b=not_sure
20+0 | U5a=seen U5b=seen A6
20+0 | U5a=seen U5b
20+0 | U5a=seen
30+0 | U7=seen
30+0 | U1=seen R3
30+0 | U10=seen
30+0 | U12=seen
30+0 day-10 | E10 E1
30+0 day-10 | E10 U7
30+0 | E10 U5a U5b
30+0 | E10 A2
30+0 | E10 R3
30+0 | E10 pgp
30+0 | E10=not_sure
30+0 | E10=not_sure E1
30+0 | E10=not_sure U7
30+0 | E10 E1=not_sure
30+0 | E1 U1
30+0 | E1 A2 R3 pgp
30+0 | E1 A11
30+0 | U1 A2
30+0 | U1 A8
30+0 | U2 A5
30+0 | U2 A11
36+6 37+0 | U3 A5
30+0 | U7 R12
30+0 | U8 R13
30+0 | U10 A7
30+0 | U11 R16
30+0 | U12 R17
30+0 | U12 U8
30+0 | U13 R8
30+0 | U15
30+0 | U15 R3
30+0 | U15 A2
30+0 | U15 U1
30+0 | U15 pgp
30+0 | U16 A1
17+6 18+0 | U4-pattern A9
23+6 24+0 | U4 A9
30+0 | U6a U6c
30+0 | U1=not_sure U7=not_sure
30+0 | U1=not_sure A2
30+0 | U1=not_sure A2=not_sure
30+0 | E1=not_sure
30+0 | E1=not_sure E2=not_sure
30+0 | A2=not_sure
30+0 | A2=not_sure R3
30+0 | A2=not_sure A3
30+0 | A11=not_sure
30+0 | A11 R3
30+0 | A11 A2
30+0 | R3=not_sure R5=not_sure
30+0 | R3=not_sure pgp=not_sure
30+0 | A2 R3
30+0 | A3 R3
30+0 | R1 R2
30+0 | R2 R3
25+6 26+0 | R4=previa A2
25+6 26+0 | R4=previa R3
25+6 26+0 | R4=previa U1
25+6 26+0 | R4=previa U1=seen
25+6 26+0 | R4=previa A8=not_sure
30+0 | R4=previa pgp
30+0 | R4=low_lying R3
19+6 20+0 | R4=not_sure R3
19+6 20+0 | R4=not_sure knee_pain
21+6 22+0 | R4=not_scanned_yet R2
12+6 13+0 | E9 R4=not_scanned_yet
12+6 13+0 | E9-unscanned R4=not_scanned_yet
40+6 41+0 41+6 42+0 43+0 | R21=no U3
41+0 42+0 | R21=no U4
41+0 41+6 42+0 | R21=no A2
41+0 41+6 42+0 | R21=yes A2
41+0 42+0 | R21=yes R3
41+0 42+0 | R21=not_sure pgp
41+0 42+0 | R21=yes pgp
42+0 | R21=no E10
42+0 | R21=no R4=previa
30+0 day-10 | pgp sciatica
30+0 | pgp knee_pain carpal_tunnel
30+0 | dizzy_flat reflux
30+0 | M-more hypermobile scoliosis
30+0 | M-more diastasis leak_heaviness
30+0 | M-more=not_sure faint_upright=not_sure
30+0 | R7 M-more faint_upright
30+0 | R17 sciatica
30+0 | no_floor knee_pain
day-10 | U1-birth U14-wound
day-10 | U14-headache E12
day-10 | E12=not_sure
day-10 | E4-back-birth U11
day-10 | R19-birth R19
day-41 day-42 day-43 | U11 R19-birth
day-10:no-epidural day-10:epidural day-41:epidural day-42:epidural | nothing
day-10:no-epidural day-10:epidural | E12
day-10:no-epidural day-10:epidural | E12=not_sure
day-10:no-epidural day-10:epidural | U14-headache
day-10:no-epidural day-10:epidural | U14-wound
day-10:epidural | U14-headache=seen
day-10:epidural | E5=not_sure
day-10:epidural | U8
day-10:epidural | U12
day-10:epidural | R17
day-10:caesarean day-41:caesarean day-42:caesarean | nothing
day-10:vaginal day-41:vaginal day-42:vaginal | nothing
day-10:caesarean | U1-birth
day-10:caesarean | U14-wound
day-10:caesarean | U14-wound=seen
day-10:caesarean | R19-birth
day-10:caesarean | U14-wound R19-birth
day-10:caesarean | R19-birth R19
day-10:caesarean:epidural | U14-wound U14-headache
day-10:caesarean:epidural | R19-birth
day-10:caesarean:no-epidural | E12 R19-birth
day-10:caesarean:epidural | U11 E12=not_sure
day-10:caesarean day-42:caesarean | U7
day-10:vaginal day-42:vaginal | R19-birth
day-10:vaginal | R19-birth=not_sure
day-10:vaginal | R19-birth R5
day-10:vaginal | U14-wound R19-birth
day-10:vaginal day-42:vaginal | R19-birth M-more leak_heaviness
day-10:vaginal:epidural | R19-birth U14-headache
"""
