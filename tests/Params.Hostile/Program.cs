using System.Globalization;
using MissionPolicy.Params.Hostile;

// Arguments: the validator. Input: one line with a schema, one with a value. Output: the answer, and the processor time that it took in milliseconds.
Judge judge = new(args[0]);
_ = judge.Answer("""{"type":"object","properties":{"a":{"$ref":"#/$defs/a"}},"$defs":{"a":{"type":"string","pattern":"^a$"}}}""", """{"a":1}""");
string schema = Console.In.ReadLine()!;
string value = Console.In.ReadLine()!;
TimeSpan before = Judge.Processor;
string answer = judge.OnSmallStack(schema, value);
Console.WriteLine(answer);
Console.WriteLine((Judge.Processor - before).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture));
