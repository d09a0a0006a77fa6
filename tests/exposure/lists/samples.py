"""Files of lists in the form in which each is published; every person, company and programme in them is invented."""

OFAC_XML = """<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML">
  <publshInformation><Publish_Date>03/01/2025</Publish_Date><Record_Count>3</Record_Count></publshInformation>
  <sdnEntry><uid>101</uid><firstName>Olmar</firstName><lastName>VESTRAK</lastName><sdnType>Individual</sdnType>
    <programList><program>VALE</program><program>HILL-2</program></programList>
    <akaList><aka><uid>1</uid><type>a.k.a.</type><category>strong</category><firstName>Ольмар</firstName>
      <lastName>Вестрак</lastName></aka></akaList></sdnEntry>
  <sdnEntry><uid>102</uid><lastName>TARNOVEL REPAIR PLANT NO. 9</lastName><sdnType>Entity</sdnType>
    <programList><program>VALE</program></programList></sdnEntry>
  <sdnEntry><uid>103</uid><lastName>LUMEN STAR</lastName><sdnType>Vessel</sdnType>
    <programList><program>VALE</program></programList></sdnEntry>
</sdnList>
"""
OFAC_CSV = (
    '101,"VESTRAK, Olmar","individual","VALE] [HILL-2",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 1960."\r\n'
    '102,"TARNOVEL REPAIR PLANT NO. 9",-0- ,"VALE",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
    '103,"LUMEN STAR","vessel","VALE",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n\x1a\r\n'
)
EU_XML = """<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2025-02-14T10:00:00.000+01:00" globalFileId="7">
  <sanctionEntity designationDate="" euReferenceNumber="EU.1.2" logicalId="55">
    <regulation regulationType="amendment" entryIntoForceDate="2022-04-09" publicationDate="2022-04-08" programme="VALE"/>
    <regulation regulationType="amendment" entryIntoForceDate="2023-01-02" programme="HILL"/>
    <subjectType code="person" classificationCode="P"/>
    <nameAlias firstName="Rosika" lastName="Tolvane" wholeName="Rosika Tolvane" strong="true"/>
    <nameAlias wholeName="Росика Толване" strong="true"/>
  </sanctionEntity>
  <sanctionEntity logicalId="56">
    <regulation entryIntoForceDate="2022-04-09" programme="VALE"/>
    <subjectType code="enterprise" classificationCode="E"/>
    <nameAlias wholeName="Tarnovel Repair Plant No. 9"/>
  </sanctionEntity>
</export>
"""
EU_CSV = (
    "fileGenerationDate;Entity_LogicalId;Entity_SubjectType;Entity_Regulation_Programme;"
    "Entity_Regulation_EntryIntoForceDate;NameAlias_WholeName\n"
    "14/02/2025;55;P;VALE;2022-04-09;Rosika Tolvane\n"
    "14/02/2025;55;P;VALE;2022-04-09;Росика Толване\n"
    "14/02/2025;56;E;VALE;2022-04-09;Tarnovel Repair Plant No. 9\n"
)
UK_XML = """<?xml version="1.0" encoding="utf-8"?>
<Designations><DateGenerated>28/01/2026</DateGenerated>
  <Designation><LastUpdated>01/02/2025</LastUpdated><DateDesignated>15/03/2022</DateDesignated><UniqueID>VAL0001</UniqueID>
    <Names><Name><Name1>Olmar</Name1><Name6>VESTRACK</Name6><NameType>Alias</NameType></Name>
      <Name><Name1>Olmar</Name1><Name6>VESTRAK</Name6><NameType>Primary Name</NameType></Name></Names>
    <RegimeName>The Vale (Sanctions) Regulations</RegimeName><IndividualEntityShip>Individual</IndividualEntityShip>
  </Designation>
  <Designation><DateDesignated>16/03/2022</DateDesignated><UniqueID>VAL0002</UniqueID>
    <Names><Name><Name6>LUMEN STAR</Name6><NameType>Primary Name</NameType></Name></Names>
    <RegimeName>The Vale (Sanctions) Regulations</RegimeName><IndividualEntityShip>Ship</IndividualEntityShip></Designation>
</Designations>
"""
UK_CSV = (
    "Report Date: 28-Jan-2026,,,,,\n"
    "Last Updated,Unique ID,Name 6,Name 1,Regime Name,Designation Type,Date Designated\n"
    "01/02/2025,VAL0001,VESTRAK,Olmar,Vale,Individual,15/03/2022\n"
    "01/02/2025,VAL0001,VESTRACK,Olmar,Vale,Individual,15/03/2022\n"
    "01/02/2025,VAL0003,TARNOVEL REPAIR PLANT NO. 9,,Vale,Entity,16/03/2022\n"
)
OFSI_CSV = (
    "Last Updated,27/01/2026,,,,,\n"
    "Name 6,Name 1,Group Type,Alias Type,Regime,Listed On,Group ID\n"
    "VESTRAK,Olmar,Individual,Primary name,Vale,15/03/2022,7001\n"
)
UN_XML = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2025-02-20T00:00:00Z">
  <INDIVIDUALS><INDIVIDUAL><DATAID>900</DATAID><FIRST_NAME>OLMAR</FIRST_NAME><SECOND_NAME>VESTRAK</SECOND_NAME>
    <UN_LIST_TYPE>Vale</UN_LIST_TYPE><LISTED_ON>2016-11-30</LISTED_ON>
    <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>O. Vestrak</ALIAS_NAME></INDIVIDUAL_ALIAS></INDIVIDUAL></INDIVIDUALS>
  <ENTITIES><ENTITY><DATAID>901</DATAID><FIRST_NAME>TARNOVEL WORKS</FIRST_NAME><UN_LIST_TYPE>Vale</UN_LIST_TYPE>
    <LISTED_ON>2017-01-02</LISTED_ON><ENTITY_ALIAS><ALIAS_NAME>TW</ALIAS_NAME></ENTITY_ALIAS></ENTITY></ENTITIES>
</CONSOLIDATED_LIST>
"""
FTM = """\
{"id": "NK-1", "schema": "Person", "caption": "Olmar Vestrak", "properties": {"name": ["Olmar Vestrak", "Ольмар Вестрак"]}}
{"id": "NK-2", "schema": "Company", "caption": "Brelka", "properties": {"name": ["Brelka"], "topics": ["corp.offshore"]}}
{"id": "s-1", "schema": "Sanction", "properties": {"entity": ["NK-1"], "authority": ["Office of Foreign Assets Control"], \
"program": ["VALE"], "startDate": ["2022-02-25"]}}
"""
